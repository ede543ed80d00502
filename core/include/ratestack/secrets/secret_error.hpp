// Why a secret cannot be sealed or opened. Each reason has its own name, because each has its own remedy.
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack {

enum class SecretError {
  unknown_key = 1,  // sealed under a key that was not given: give it as the previous one
  wrong_key,        // the key of that id does not fit: sealed under another, or for another place
  tampered,         // key and place fit, the ciphertext was altered
  not_ciphertext,   // no envelope: plaintext, empty, or cut off
  unknown_version,  // an envelope of a newer program
  malformed_place,
  malformed_key,
  equal_keys,  // current and previous key are the same: nothing would be rotated
  too_long,
};
boost::system::error_code make_error_code(SecretError error);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::SecretError> : std::true_type {};
