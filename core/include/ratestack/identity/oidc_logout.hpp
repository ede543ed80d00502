// Logout tokens: what a provider posts when somebody signs out there (OpenID Connect Back-Channel Logout 1.0).
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "ratestack/base/time.hpp"
#include "ratestack/identity/jwt_verifier.hpp"
#include "ratestack/identity/oidc_rules.hpp"

namespace ratestack {

inline constexpr std::string_view kLogoutEvent = "http://schemas.openid.net/event/backchannel-logout";
/// From `iat` to `exp`. Section 4 there asks providers for two minutes; some take five.
inline constexpr std::chrono::minutes kMaxLogoutTokenLifetime{10};
inline constexpr std::size_t kMaxTokenId = 255;

/// Whose sessions end: those of the provider's one session where it names one, all of its account's otherwise. At least
/// one of the two is not empty.
struct OidcLogout {
  OidcProvider provider = OidcProvider::google;
  std::string issuer = {};      // in one spelling, as OidcSession's
  std::string subject = {};     // `sub` as the provider states it; empty: none
  std::string session_id = {};  // `sid`; empty: none
  std::string token_id = {};    // `jti`
  Timestamp issued_at = {};
  Timestamp expires_at = {};
};

/// What verify_jwt has to check of a logout token: what it checks of an ID token (section 2.6, rules 2 and 3), and that
/// the header says "logout+jwt", or nothing (section 2.4). A view of the rules'.
[[nodiscard]] JwtRules logout_token_rules(const OidcRules& rules);

/// `jwt` was verified by logout_token_rules(rules). Section 2.6, rules 4 to 6; that a `jti` comes once is for who keeps
/// them. Errors: wrong_issuer, wrong_tenant, consumer_tenant, untrusted_audience, unexpected_claim (a nonce: this is an
/// ID token), wrong_event, missing_claim, malformed_claim.
[[nodiscard]] Result<OidcLogout> read_oidc_logout(const VerifiedJwt& jwt, const OidcRules& rules);

}  // namespace ratestack
