// Why identity was not accepted. What tells an attacker something (no such account, a disabled one, a wrong password)
// is one error already where it is made.
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack::service {

enum class IdentityError {
  invalid_credentials = 1,  // of a sign-in: account, password, code or assertion
  locked_out,               // context: seconds until another try
  busy,                     // context: seconds
  unknown_session,
  session_expired,
  session_revoked,
  session_required,        // an API key asks for what belongs to a person
  step_up_required,        // context: what is asked for
  second_factor_required,  // the password was right, and is not enough
  challenge_expired,       // of a sign-in in several steps; or it was used before
  weak_password,           // context: the rule
  wrong_password,          // of the person who asks, when it is asked for once more
  already_enrolled,
  not_enrolled,
  account_linked,  // the account elsewhere belongs to another person
  account_not_linked,
  unknown_provider,
  provider_unavailable,
  provider_refused,  // context: the rule that its answer broke
  declined,          // the person said no at the provider
  passkey_refused,   // of a registration; context: the rule that it broke
  too_many_passkeys,
  passkeys_unavailable,  // no origin that a browser would make one for
  logout_refused,        // of a provider's logout token; context: the rule that it broke
};
boost::system::error_code make_error_code(IdentityError error);

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::IdentityError> : std::true_type {};
