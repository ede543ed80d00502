// Why the keys that a process was given do not fit the database.
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack::service {

/// The context is a sentence for people that says what to do.
enum class KeyFitError {
  key_missing = 1,      // the fence, or rows, need a key that was not given
  key_wrong,            // the canary does not open under the key of its name
  canary_missing,       // there is ciphertext, and nothing to try a key on
  stale_configuration,  // keys were rotated since this process was configured
  no_platform           // nobody in whose name a rotation could be recorded
};
boost::system::error_code make_error_code(KeyFitError error);

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::KeyFitError> : std::true_type {};
