#include "ratestack/identity/jwt_error.hpp"

#include <array>

#include "ratestack/base/error_enum.hpp"

namespace ratestack {
namespace {

std::string_view describe(JwtError error) {
  constexpr std::array<std::string_view, 14> kNames{
      "malformed_jwt", "jwt_too_long",   "algorithm_not_allowed", "wrong_type",       "unknown_key",
      "bad_signature", "missing_claim",  "wrong_issuer",          "wrong_audience",   "jwt_expired",
      "not_yet_valid", "too_long_lived", "malformed_claim",       "malformed_key_set"};
  const auto index = static_cast<std::size_t>(error) - 1;
  return index < kNames.size() ? kNames[index] : "unknown";
}

}  // namespace

boost::system::error_code make_error_code(JwtError error) {
  static constexpr EnumCategory<JwtError, describe> kCategory{"jwt"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack
