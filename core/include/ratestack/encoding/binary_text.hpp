// What can be wrong with bytes written as text (hex.hpp, base64.hpp, base64url.hpp).
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack {

enum class BinaryTextError {
  bad_length = 1,  // no byte string has a text of this length, or not the one asked for
  bad_character,   // outside the alphabet; Error::context is "byte N"
  nonzero_tail,    // base64: bits after the last byte are set, so this is a second text of the same bytes
};
boost::system::error_code make_error_code(BinaryTextError error);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::BinaryTextError> : std::true_type {};
