// Access tokens as credentials: proven by their signature, and by the session that must still live behind them.
#pragma once

#include "native/service/identity/access_tokens.hpp"
#include "native/service/identity/sessions.hpp"
#include "native/service/principal.hpp"

namespace ratestack::service {

/// Who the subject of a session is, in an organisation of theirs.
[[nodiscard]] Principal principal_of(const SessionSubject& subject);
/// What the subject's access token says.
[[nodiscard]] AccessClaims claims_of(const SessionSubject& subject);

/// Thread safe.
class TokenAuthenticator {
 public:
  TokenAuthenticator(AccessTokens& tokens, Sessions& sessions) : tokens_(tokens), sessions_(sessions) {}

  /// Reads the store: never on a reactor thread. Roles come from the store as they are now, not from the token. Errors:
  /// AuthError::invalid_credentials, expired_credentials (the token's own time), revoked_credentials (its session has
  /// ended).
  [[nodiscard]] Result<Principal> authenticate(std::string_view token);

 private:
  AccessTokens& tokens_;
  Sessions& sessions_;
};

}  // namespace ratestack::service
