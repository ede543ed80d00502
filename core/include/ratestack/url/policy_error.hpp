// What is wrong with a service's policy.
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack {

enum class PolicyError { invalid_name = 1, invalid_scheme, invalid_port, invalid_host, invalid_network, too_many };
boost::system::error_code make_error_code(PolicyError error);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::PolicyError> : std::true_type {};
