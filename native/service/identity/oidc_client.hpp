// Signing in through one OpenID provider: where to send the browser, and who comes back.
#pragma once

#include <memory>
#include <string>

#include "native/service/clock.hpp"
#include "native/service/http_client.hpp"
#include "native/service/identity/oidc_calls.hpp"
#include "native/service/identity/oidc_settings.hpp"
#include "native/service/identity/remote_document.hpp"
#include "native/service/identity/signature_keys.hpp"
#include "ratestack/identity/oidc_authorization.hpp"
#include "ratestack/identity/oidc_callback.hpp"
#include "ratestack/identity/oidc_identity.hpp"
#include "ratestack/identity/oidc_logout.hpp"
#include "ratestack/identity/oidc_tokens.hpp"

namespace ratestack::service {

inline constexpr DocumentTerms kMetadataTerms{.fresh = std::chrono::hours(24),
                                              .stale = std::chrono::hours(7 * 24),
                                              .retry = std::chrono::seconds(10),
                                              .renew = std::chrono::minutes(1)};
/// A key that its provider withdrew is believed for an hour at most, or a day where the provider cannot be asked. An
/// unknown `kid` has the set asked for again, once a minute at most.
inline constexpr DocumentTerms kKeyTerms{.fresh = std::chrono::hours(1),
                                         .stale = std::chrono::hours(24),
                                         .retry = std::chrono::seconds(10),
                                         .renew = std::chrono::minutes(1)};

/// Who came back, and the token that says so.
struct OidcProof {
  OidcIdentity identity;
  std::string id_token;  // verified
};

/// Thread safe. Its calls block while the provider is asked (two or three calls of a few seconds at most): never on a
/// reactor's thread.
class OidcClient {
 public:
  /// `http` and `clock` must outlive the client. OidcError::malformed_settings; context: the setting.
  static Result<std::unique_ptr<OidcClient>> create(OidcProviderSettings settings, HttpClient& http,
                                                    const Clock& clock);
  OidcClient(const OidcClient&) = delete;
  OidcClient& operator=(const OidcClient&) = delete;

  [[nodiscard]] const OidcRules& rules() const noexcept { return rules_; }

  /// Errors: IdentityError::provider_unavailable, provider_refused.
  [[nodiscard]] Result<std::string> authorization_url(const OidcTransaction& transaction,
                                                      const OidcAuthorizationOptions& options = {});

  /// Spends the code. The caller sees to it that a transaction is spent once (OidcTransaction::state_hash), before it
  /// calls this. Errors: challenge_expired (an answer to no transaction, or to an old one), provider_unavailable,
  /// provider_refused (context: the rule, for the audit row: "jwt: bad_signature", "oidc: wrong_nonce"), declined.
  [[nodiscard]] Result<OidcProof> complete(const OidcTransaction& transaction, const OidcCallback& callback);

  /// What a logout token says; that it comes once is the caller's to see to. Errors: provider_unavailable (its keys are
  /// not to be had), provider_refused (context: the rule, as above).
  [[nodiscard]] Result<OidcLogout> verify_logout(std::string_view logout_token);

 private:
  OidcClient(OidcRules rules, OidcProviderSettings settings, HttpClient& http, const Clock& clock);
  [[nodiscard]] Result<OidcMetadata> metadata_for(const OidcTransaction& transaction, const OidcCallback& callback);
  [[nodiscard]] Result<OidcTokens> exchange(const OidcMetadata& metadata, const OidcTransaction& transaction,
                                            const std::string& code);
  [[nodiscard]] Result<SecretBytes> client_secret() const;
  [[nodiscard]] Result<VerifiedJwt> verify(std::string_view token, const JwtRules& rules);

  const OidcRules rules_;
  const OidcProviderSettings settings_;
  const ProviderLine line_;
  const Clock& clock_;
  RemoteDocument<OidcMetadata> metadata_;
  RemoteDocument<SignatureKeys> keys_;
};

}  // namespace ratestack::service
