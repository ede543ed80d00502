#include "native/service/identity/oidc_client.hpp"

#include "native/service/identity/es256.hpp"
#include "native/service/identity/identity_error.hpp"
#include "ratestack/identity/oidc_apple_secret.hpp"

namespace ratestack::service {
namespace {

/// An answer to none of our questions is no fault of the provider's.
Error callback_refused(const Error& why) {
  const bool not_ours = why.code == OidcError::wrong_state || why.code == OidcError::transaction_expired;
  if (not_ours) return IdentityError::challenge_expired;
  if (why.code == OidcError::access_denied) return IdentityError::declined;
  return provider_refused(why);
}

}  // namespace

Result<std::unique_ptr<OidcClient>> OidcClient::create(OidcProviderSettings settings, HttpClient& http,
                                                       const Clock& clock) {
  if (const auto fit = check_provider(settings); !fit) return fit.error();
  auto rules = OidcRules::create(settings.spec);
  if (!rules) return rules.error();
  return std::unique_ptr<OidcClient>(new OidcClient(std::move(rules.value()), std::move(settings), http, clock));
}

OidcClient::OidcClient(OidcRules rules, OidcProviderSettings settings, HttpClient& http, const Clock& clock)
    : rules_(std::move(rules)),
      settings_(std::move(settings)),
      line_{http, settings_.limits},
      clock_(clock),
      metadata_(clock, kMetadataTerms, [this] { return fetch_metadata(line_, rules_); }),
      keys_(clock, kKeyTerms, [this]() -> Result<SignatureKeys> {
        const auto metadata = metadata_.get();
        if (!metadata) return metadata.error();
        return fetch_keys(line_, metadata.value()->key_set_url);
      }) {}

Result<std::string> OidcClient::authorization_url(const OidcTransaction& transaction,
                                                  const OidcAuthorizationOptions& options) {
  const auto metadata = metadata_.get();
  if (!metadata) return metadata.error();
  return ratestack::authorization_url(metadata.value()->authorization_endpoint, rules_, transaction, options);
}

// The state first: a stranger's answer has the provider asked nothing. Then again, with what the provider promises.
Result<OidcMetadata> OidcClient::metadata_for(const OidcTransaction& transaction, const OidcCallback& callback) {
  const Timestamp now = clock_.now();
  const auto ours = check_callback(callback, transaction, rules_, ResponseIssuer::optional, now);
  if (!ours) return callback_refused(ours.error());
  const auto metadata = metadata_.get();
  if (!metadata) return metadata.error();
  const auto fit = check_callback(callback, transaction, rules_, metadata.value()->response_issuer, now);
  if (!fit) return callback_refused(fit.error());
  return *metadata.value();
}

Result<OidcProof> OidcClient::complete(const OidcTransaction& transaction, const OidcCallback& callback) {
  const auto metadata = metadata_for(transaction, callback);
  if (!metadata) return metadata.error();
  const auto tokens = exchange(metadata.value(), transaction, callback.code);
  if (!tokens) return tokens.error();
  const auto jwt = verify(tokens.value().id_token, id_token_rules(rules_));
  if (!jwt) return jwt.error();
  auto identity = read_oidc_identity(jwt.value(), rules_, {transaction.nonce(), tokens.value().access_token});
  if (!identity) return provider_refused(identity.error());
  if (rules_.provider() == OidcProvider::apple && !identity.value().name) {
    identity.value().name = apple_display_name(callback.user);
  }
  return OidcProof{std::move(identity.value()), tokens.value().id_token};
}

Result<OidcLogout> OidcClient::verify_logout(std::string_view logout_token) {
  const auto jwt = verify(logout_token, logout_token_rules(rules_));
  if (!jwt) return jwt.error();
  auto logout = read_oidc_logout(jwt.value(), rules_);
  if (!logout) return provider_refused(logout.error());
  return logout;
}

Result<OidcTokens> OidcClient::exchange(const OidcMetadata& metadata, const OidcTransaction& transaction,
                                        const std::string& code) {
  const auto secret = client_secret();
  if (!secret) return secret.error();
  return exchange_code(line_, metadata.token_endpoint,
                       make_token_request(rules_, transaction, code, secret.value(), metadata.authentication));
}

Result<SecretBytes> OidcClient::client_secret() const {
  const auto* const apple = std::get_if<AppleKey>(&settings_.credential);
  if (apple == nullptr) return SecretBytes::copy_of(std::get<SecretBytes>(settings_.credential).expose());
  const auto signer = Es256PrivateKey::from_pem(apple->pem.expose());
  if (!signer) return signer.error();
  return make_apple_secret(signer.value(), {apple->team_id, apple->key_id}, rules_, clock_.now());
}

// A token that names no key is no reason to ask for keys again.
Result<VerifiedJwt> OidcClient::verify(std::string_view token, const JwtRules& rules) {
  const auto parsed = CompactJwt::parse(token);
  if (!parsed) return provider_refused(parsed.error());
  auto keys = keys_.get();
  if (!keys) return keys.error();
  auto jwt = verify_jwt(parsed.value(), keys.value()->keys(), rules, clock_.now());
  const bool may_be_new = !jwt && jwt.error().code == JwtError::unknown_key && !parsed.value().kid().empty();
  if (may_be_new) {
    keys = keys_.renew(keys.value());
    if (!keys) return keys.error();
    jwt = verify_jwt(parsed.value(), keys.value()->keys(), rules, clock_.now());
  }
  if (!jwt) return provider_refused(jwt.error());
  return jwt;
}

}  // namespace ratestack::service
