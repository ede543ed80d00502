// Why an act of administration is refused.
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack {

enum class AdministrationError {
  not_an_administrator = 1,  // has no org.admin by roles; what a grant brings does not count
  own_roles,
  role_not_in_org_type,  // context: the role
  super_admin_only,      // only a SUPER_ADMIN gives or takes SUPER_ADMIN and PLATFORM_OPERATOR
  last_super_admin,
  beyond_org_type,  // context: the first capability above the ceiling
  grant_to_oneself,
  grant_of_nothing,
  grant_too_short,
  grant_too_long,
  beyond_grantor,             // context: the first capability that the grantor does not have by roles
  not_enabled,                // context: the first capability that the organisation has turned off
  platform_needs_capability,  // context: the first one that the platform cannot do without
  platform_never_disabled,
  beyond_maker,  // context: the first capability that whoever makes a key would have to have
};
boost::system::error_code make_error_code(AdministrationError error);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::AdministrationError> : std::true_type {};
