#include "native/redis/redis_error.hpp"

#include "ratestack/base/error_enum.hpp"

namespace ratestack::redis {
namespace {

std::string_view describe(RedisError error) {
  switch (error) {
    case RedisError::malformed_address:
      return "malformed_address";
    case RedisError::tls_not_offered:
      return "tls_not_offered";
    case RedisError::unreachable:
      return "unreachable";
    case RedisError::too_slow:
      return "too_slow";
    case RedisError::refused:
      return "refused";
    case RedisError::not_understood:
      return "not_understood";
    case RedisError::busy:
      return "busy";
  }
  return "unknown";
}

}  // namespace

boost::system::error_code make_error_code(RedisError error) {
  static constexpr EnumCategory<RedisError, describe> kCategory{"redis"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack::redis
