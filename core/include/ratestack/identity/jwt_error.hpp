// What can be wrong with a JSON Web Token or a key set.
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack {

enum class JwtError {
  malformed = 1,  // context: which part
  too_long,
  algorithm_not_allowed,
  wrong_type,  // the header's `typ`
  unknown_key,
  bad_signature,
  missing_claim,  // context: the claim
  wrong_issuer,
  wrong_audience,
  expired,
  not_yet_valid,
  too_long_lived,
  malformed_claim,  // context: the claim
  malformed_key_set,
};
boost::system::error_code make_error_code(JwtError error);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::JwtError> : std::true_type {};
