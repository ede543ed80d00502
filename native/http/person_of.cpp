#include "native/http/person_of.hpp"

#include "native/service/identity/identity_error.hpp"

namespace ratestack::http {

Result<service::User> person_of(Api& api, const Exchange& exchange) {
  auto user = api.store.identity().find_user(session_of(exchange).user_id);
  if (!user) return user.error();
  if (!user.value()) return service::IdentityError::unknown_session;
  return std::move(*user.value());
}

}  // namespace ratestack::http
