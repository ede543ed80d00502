// Access tokens as credentials: proven by their signature, and by the session that must still live behind them.
#pragma once

#include <span>

#include "native/service/authorization/authorization_records.hpp"
#include "native/service/identity/access_tokens.hpp"
#include "native/service/identity/sessions.hpp"
#include "native/service/principal.hpp"

namespace ratestack::service {

/// Who the subject of a session is, in an organisation of theirs.
[[nodiscard]] Principal principal_of(const SessionSubject& subject);
/// Grants that a token names: for the portal to show, since each request is judged by what is in the store.
inline constexpr std::size_t kMaxGrantClaims = 20;
/// What the subject's access token says. `grants`: those that are live, the first kMaxGrantClaims of which it names.
[[nodiscard]] AccessClaims claims_of(const SessionSubject& subject, std::span<const LiveGrant> grants = {});

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
