#include "native/service/authorization/authorization_error.hpp"

#include <array>

#include "ratestack/base/error_enum.hpp"

namespace ratestack::service {
namespace {

std::string_view describe(AuthorizationError error) {
  constexpr auto kNames = std::to_array<std::string_view>({"no_live_grant", "not_under_another"});
  const auto index = static_cast<std::size_t>(error) - 1;
  return index < kNames.size() ? kNames[index] : "unknown";
}

}  // namespace

boost::system::error_code make_error_code(AuthorizationError error) {
  static constexpr EnumCategory<AuthorizationError, describe> kCategory{"authorization"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack::service
