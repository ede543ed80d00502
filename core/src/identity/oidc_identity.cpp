#include "ratestack/identity/oidc_identity.hpp"

#include <algorithm>

#include "oidc_claim.hpp"
#include "ratestack/crypto/constant_time.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/encoding/utf8.hpp"

namespace ratestack {
namespace {

// Section 3.1.3.7, rules 3 to 5. We trust no other audience, so that a second one is refused whatever `azp` says.
Result<void> check_parties(const VerifiedJwt& jwt, const OidcRules& rules) {
  if (jwt.audiences() != 1) return OidcError::untrusted_audience;
  if (!jwt.claims().contains("azp")) return {};
  if (member_text(jwt.claims(), "azp") != rules.spec().client_id) return OidcError::wrong_authorized_party;
  return {};
}

Result<void> check_nonce(const JsonObject& claims, std::string_view nonce) {
  if (!claims.contains("nonce")) return missing_claim("nonce");
  const auto text = member_text(claims, "nonce");
  if (!text) return malformed_claim("nonce");
  if (nonce.empty() || !constant_time_equal(as_bytes(*text), as_bytes(nonce))) return OidcError::wrong_nonce;
  return {};
}

// Section 3.1.3.6: the left half of the hash that belongs to the token's algorithm, which for both of ours is SHA-256.
Result<void> check_access_token(const JsonObject& claims, std::string_view access_token) {
  if (!claims.contains("at_hash")) return {};
  const auto stated = member_text(claims, "at_hash");
  if (!stated) return malformed_claim("at_hash");
  const Digest digest = sha256(as_bytes(access_token));
  const std::string half = base64url_encode(ByteSpan(digest.bytes).first(Digest::kSize / 2));
  if (!constant_time_equal(as_bytes(*stated), as_bytes(half))) return OidcError::wrong_access_token_hash;
  return {};
}

struct AccountKey {
  std::string issuer, subject;
};

Result<std::string> read_issuer(const JsonObject& claims, const OidcRules& rules, std::string_view tenant) {
  const auto stated = read_claim(claims, "iss", OidcRules::kMaxUrl);
  if (!stated) return stated.error();
  auto issuer = rules.token_issuer(stated.value(), tenant);
  if (!issuer) return OidcError::wrong_issuer;
  return std::move(*issuer);
}

Result<std::string> read_guid(const JsonObject& claims, const char* claim) {
  if (!claims.contains(claim)) return missing_claim(claim);
  auto guid = canonical_guid(member_text(claims, claim).value_or(""));
  if (!guid) return malformed_claim(claim);
  return std::move(*guid);
}

// The issuer that is checked is made of `tid`: both name one tenant, or the token is refused.
Result<AccountKey> microsoft_account(const JsonObject& claims, const OidcRules& rules) {
  const auto tenant = read_guid(claims, "tid");
  if (!tenant) return tenant.error();
  auto issuer = read_issuer(claims, rules, tenant.value());
  if (!issuer) return issuer.error();
  if (const auto fit = rules.judge_tenant(tenant.value()); !fit) return fit.error();
  const auto object = read_guid(claims, "oid");
  if (!object) return object.error();
  return AccountKey{std::move(issuer.value()), tenant.value() + '/' + object.value()};
}

Result<AccountKey> read_account(const JsonObject& claims, const OidcRules& rules) {
  const auto subject = read_claim(claims, "sub", kMaxOidcSubject);
  if (!subject) return subject.error();
  if (rules.provider() == OidcProvider::microsoft) return microsoft_account(claims, rules);
  auto issuer = read_issuer(claims, rules, {});
  if (!issuer) return issuer.error();
  return AccountKey{std::move(issuer.value()), std::string(subject.value())};
}

// A consumer's account has no `hd`: a pinned domain keeps it out, whatever its address is.
Result<void> check_hosted_domain(const JsonObject& claims, const OidcRules& rules) {
  if (rules.spec().hosted_domain.empty()) return {};
  if (lower_ascii(member_text(claims, "hd").value_or("")) != rules.spec().hosted_domain) {
    return OidcError::wrong_hosted_domain;
  }
  return {};
}

// Apple writes "true" where others write true.
Result<bool> read_email_verified(const JsonObject& claims, const OidcRules& rules) {
  const JsonValue* const value = claims.if_contains("email_verified");
  if (value == nullptr || rules.provider() == OidcProvider::microsoft) return false;
  if (value->is_bool()) return value->get_bool();
  const auto text = member_text(claims, "email_verified");
  const bool spelled = rules.provider() == OidcProvider::apple && text && (*text == "true" || *text == "false");
  if (!spelled) return malformed_claim("email_verified");
  return *text == "true";
}

Result<OidcSession> read_session(const VerifiedJwt& jwt, const std::string& issuer) {
  const auto session_id = read_claim_if_any(jwt.claims(), "sid", kMaxOidcSessionId);
  if (!session_id) return session_id.error();
  const auto issued = jwt.time("iat");
  if (!issued) return issued.error();
  return OidcSession{issuer, std::string(member_text(jwt.claims(), "sub").value_or("")),
                     std::string(session_id.value()), issued.value()};
}

std::optional<std::string> shown(const JsonObject& claims, const char* claim, std::size_t limit) {
  return displayable(member_text(claims, claim).value_or(""), limit);
}

}  // namespace

JwtRules id_token_rules(const OidcRules& rules) {
  return {.algorithms = rules.algorithms(),
          .issuer = IssuerRule::judged_by_caller(),  // read_oidc_identity: one has two spellings, another a template
          .audience = rules.spec().client_id,
          .type = "jwt",  // none of the three is bound to state one; a logout token would
          .untyped = Untyped::accepted,
          .max_lifetime = kMaxIdTokenLifetime};
}

Result<OidcIdentity> read_oidc_identity(const VerifiedJwt& jwt, const OidcRules& rules, const OidcExchange& exchange) {
  const JsonObject& claims = jwt.claims();
  auto account = read_account(claims, rules);
  if (!account) return account.error();
  if (const auto fit = check_parties(jwt, rules); !fit) return fit.error();
  if (const auto fit = check_nonce(claims, exchange.nonce); !fit) return fit.error();
  if (const auto fit = check_access_token(claims, exchange.access_token); !fit) return fit.error();
  if (const auto fit = check_hosted_domain(claims, rules); !fit) return fit.error();
  const auto verified = read_email_verified(claims, rules);
  if (!verified) return verified.error();
  auto session = read_session(jwt, account.value().issuer);
  if (!session) return session.error();

  OidcIdentity identity{rules.provider(), std::move(account.value().issuer), std::move(account.value().subject)};
  identity.email = shown(claims, "email", kMaxOidcEmail);
  identity.email_verified = identity.email && verified.value();
  identity.hosted_domain = shown(claims, "hd", kMaxOidcEmail);
  identity.name = shown(claims, "name", kMaxOidcName);
  identity.session = std::move(session.value());
  return identity;
}

std::optional<std::string> displayable(std::string_view text, std::size_t limit) {
  const auto is_control = [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; };
  const bool shows = !text.empty() && text.size() <= limit && find_invalid_utf8(text) == text.size() &&
                     std::none_of(text.begin(), text.end(), is_control);
  if (!shows) return std::nullopt;
  return std::string(text);
}

}  // namespace ratestack
