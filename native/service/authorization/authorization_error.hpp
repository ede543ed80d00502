// Why a request may not act in another organisation. That there is no such organisation is not told.
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack::service {

enum class AuthorizationError {
  no_live_grant = 1,  // of that organisation to who asks
  not_under_another,  // what is asked for belongs to the caller's own organisation, or to the caller
};
boost::system::error_code make_error_code(AuthorizationError error);

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::AuthorizationError> : std::true_type {};
