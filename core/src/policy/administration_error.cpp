#include "ratestack/policy/administration_error.hpp"

#include <array>

#include "ratestack/base/error_enum.hpp"

namespace ratestack {
namespace {

std::string_view describe(AdministrationError error) {
  constexpr std::array<std::string_view, 15> kNames{"not_an_administrator",
                                                    "own_roles",
                                                    "role_not_in_org_type",
                                                    "super_admin_only",
                                                    "last_super_admin",
                                                    "beyond_org_type",
                                                    "grant_to_oneself",
                                                    "grant_of_nothing",
                                                    "grant_too_short",
                                                    "grant_too_long",
                                                    "beyond_grantor",
                                                    "not_enabled",
                                                    "platform_needs_capability",
                                                    "platform_never_disabled",
                                                    "beyond_maker"};
  const auto index = static_cast<std::size_t>(error) - 1;
  return index < kNames.size() ? kNames[index] : "unknown";
}

}  // namespace

boost::system::error_code make_error_code(AdministrationError error) {
  static constexpr EnumCategory<AdministrationError, describe> kCategory{"administration"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack
