#include "ratestack/policy/administration.hpp"

#include "policy/first_name.hpp"
#include "ratestack/policy/authorizer.hpp"

namespace ratestack {
namespace {

using enum AdministrationError;

bool operates_the_platform(const RoleHolder& holder) {
  return holder.org.type == OrgType::platform && effective_by_roles(holder).contains(Capability::platform_operate);
}

Result<void> check_roles_exist(RoleSet roles, OrgType type) {
  for (std::size_t i = 0; i < kRoleCount; ++i) {
    const auto role = static_cast<Role>(i);
    if (roles.contains(role) && !exists_in(role, type)) {
      return Error(role_not_in_org_type, std::string(to_string(role)));
    }
  }
  return {};
}

bool is_super_admin(RoleSet roles) { return roles.contains(Role::super_admin); }

}  // namespace

Result<void> check_administrator(const Administrator& by, const OrgId& org_id) {
  const bool reaches = by.org_id == org_id || operates_the_platform(by.holder);
  if (!reaches || !effective_by_roles(by.holder).contains(Capability::org_admin)) return Error(not_an_administrator);
  return {};
}

Result<void> check_role_change(const Administrator& by, const RoleChange& change) {
  if (auto administers = check_administrator(by, change.org_id); !administers) return administers;
  if (by.user == change.target) return Error(own_roles);
  if (auto exist = check_roles_exist(change.after, change.org_type); !exist) return exist;
  const bool touches_super_admin = is_super_admin(change.before) != is_super_admin(change.after);
  if (touches_super_admin && !is_super_admin(by.holder.roles)) return Error(super_admin_only);
  return check_super_admin_remains(change.before, change.after, change.active_super_admins);
}

Result<void> check_super_admin_remains(RoleSet before, RoleSet after, std::size_t active_super_admins) {
  const bool ends_one = is_super_admin(before) && !is_super_admin(after);
  if (ends_one && active_super_admins <= 1) return Error(last_super_admin);
  return {};
}

Result<void> check_enabled(OrgType type, CapabilitySet wanted) {
  const CapabilitySet beyond = wanted - ceiling(type);
  if (!beyond.empty()) return Error(beyond_org_type, first_name(beyond));
  return {};
}

}  // namespace ratestack
