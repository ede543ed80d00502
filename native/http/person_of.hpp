// The person behind a request on a route that is for people.
#pragma once

#include "native/http/api.hpp"
#include "native/http/exchange.hpp"

namespace ratestack::http {

/// Of a route of Access::person().
[[nodiscard]] inline const service::SessionFacts& session_of(const Exchange& exchange) {
  return exchange.principal().session.value();
}

/// Reads the store. IdentityError::unknown_session where the user is gone.
[[nodiscard]] Result<service::User> person_of(Api& api, const Exchange& exchange);

}  // namespace ratestack::http
