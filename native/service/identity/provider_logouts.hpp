// Signing out at a provider ends the sessions here that came of it (OpenID Connect Back-Channel Logout 1.0).
//
// Nobody tells us who asks: a token is believed for its signature alone. It ends sessions once; the logout is
// remembered for some minutes more, so that a sign-in that had begun before it makes no session behind it.
#pragma once

#include <chrono>
#include <functional>
#include <string_view>

#include "native/service/identity/oidc_sign_in.hpp"

namespace ratestack::service {

/// Longer than a sign-in goes on behind its ID token: a challenge's life, and the calls around it.
inline constexpr std::chrono::minutes kProviderLogoutKept{15};
static_assert(kProviderLogoutKept > 2 * SignIn::kChallengeLifetime);

/// Thread safe.
class ProviderLogouts {
 public:
  /// All outlive it.
  ProviderLogouts(const OidcParts& parts, const OidcSignIn& providers) : parts_(parts), providers_(providers) {}

  /// Ends what `logout_token` says, nothing where that has ended already; `done` is called once it is committed, with a
  /// row SESSION_REVOKED for each session, in the chain of its organisation. Waits for the provider's keys and for the
  /// disk: in the lane of calls. Errors: unknown_provider, provider_unavailable, logout_refused (context: the rule that
  /// the token broke; "replayed"), those of the store. A refusal is recorded as LOGIN_FAILED, so many of a network as
  /// wrong passwords are looked at; after that locked_out, which holds up no good token.
  void take(OidcProvider provider, std::string_view logout_token, const SignInContext& context,
            const std::function<void(Result<void>)>& done) const;

 private:
  [[nodiscard]] Result<void> end(const OidcLogout& logout, const SignInContext& context) const;
  [[nodiscard]] Result<void> end_these(const OidcLogout& logout, const std::vector<SessionRecord>& sessions,
                                       const SignInContext& context) const;
  void refuse(OidcProvider provider, const Error& why, const SignInContext& context,
              const std::function<void(Result<void>)>& done) const;

  const OidcParts parts_;
  const OidcSignIn& providers_;
};

}  // namespace ratestack::service
