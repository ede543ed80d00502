// How Redis fails, or an address of one is wrong.
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack::redis {

enum class RedisError {
  malformed_address = 1,
  tls_not_offered,  // rediss://
  unreachable,      // no connection, or it broke
  too_slow,         // no answer within the deadline
  refused,          // an error for an answer: wrong password, out of memory, a read-only replica, ...
  not_understood,   // an answer that is none of ours
  busy,             // every connection stayed in use
};
boost::system::error_code make_error_code(RedisError error);

}  // namespace ratestack::redis

template <>
struct boost::system::is_error_code_enum<ratestack::redis::RedisError> : std::true_type {};
