// From the verified claims of an id_token to who signed in (OpenID Connect Core 1.0 section 3.1.3.7).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ratestack/identity/jwt_verifier.hpp"
#include "ratestack/identity/oidc_rules.hpp"

namespace ratestack {

/// The session at a provider that somebody signed in from, by what its logout tokens will name (OpenID Connect
/// Back-Channel Logout 1.0 section 2.4).
struct OidcSession {
  std::string issuer;      // in one spelling
  std::string subject;     // `sub` as the provider states it: for Microsoft another text than the account's
  std::string session_id;  // `sid`; empty: the provider names none
  Timestamp issued_at;     // of the id_token, by the provider's clock
};

/// An account elsewhere. (issuer, subject) is its key and nothing else is: addresses change hands, and some providers
/// let an administrator set any.
struct OidcIdentity {
  OidcProvider provider = OidcProvider::google;
  std::string issuer;   // in one spelling
  std::string subject;  // `sub`; Microsoft: tid "/" oid, for its `sub` differs from client to client. Apple's is its
                        // own in each developer team: another team means other accounts
  std::optional<std::string> email = {};
  bool email_verified = false;  // never for Microsoft, whose `email` nobody has verified
  std::optional<std::string> hosted_domain = {};
  std::optional<std::string> name = {};
  OidcSession session = {};
};

inline constexpr std::size_t kMaxOidcSubject = 255;  // section 2 there
inline constexpr std::size_t kMaxOidcSessionId = 255;
inline constexpr std::size_t kMaxOidcEmail = 254;
inline constexpr std::size_t kMaxOidcName = 256;
inline constexpr std::chrono::hours kMaxIdTokenLifetime{24};  // Apple's; the others' are an hour

/// What verify_jwt has to check of an id_token. A view of the rules'.
[[nodiscard]] JwtRules id_token_rules(const OidcRules& rules);

/// What this one exchange expects.
struct OidcExchange {
  std::string_view nonce;         // of the transaction
  std::string_view access_token;  // that came along
};

/// `jwt` was verified by id_token_rules(rules). Errors: wrong_issuer, wrong_tenant, consumer_tenant,
/// untrusted_audience, wrong_authorized_party, wrong_nonce, wrong_access_token_hash, wrong_hosted_domain,
/// missing_claim, malformed_claim. An e-mail address or a name that could not be kept or shown is left out.
[[nodiscard]] Result<OidcIdentity> read_oidc_identity(const VerifiedJwt& jwt, const OidcRules& rules,
                                                      const OidcExchange& exchange);

/// What a provider says about a person, as it can be shown: valid UTF-8 of 1 to `limit` bytes without control
/// characters, or nothing.
[[nodiscard]] std::optional<std::string> displayable(std::string_view text, std::size_t limit);

}  // namespace ratestack
