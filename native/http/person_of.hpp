// Who asks on a route that belongs to a person: their session, and their account.
#pragma once

#include "native/http/api.hpp"
#include "native/http/exchange.hpp"
#include "native/service/identity/identity_error.hpp"

namespace ratestack::http {

/// Of a route with Access::person().
[[nodiscard]] inline const service::SessionFacts& session_of(const Exchange& exchange) {
  return exchange.principal().session.value();
}

/// Reads the store. unknown_session: the account is gone.
[[nodiscard]] inline Result<service::User> person(Api& api, const Exchange& exchange) {
  auto user = api.store.identity().find_user(session_of(exchange).user_id);
  if (!user) return user.error();
  if (!user.value()) return service::IdentityError::unknown_session;
  return std::move(*user.value());
}

}  // namespace ratestack::http
