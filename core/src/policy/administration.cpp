#include "ratestack/policy/administration.hpp"

#include "policy/first_name.hpp"
#include "ratestack/policy/authorizer.hpp"

namespace ratestack {
namespace {

using enum AdministrationError;

constexpr CapabilitySet kPlatformNeeds = CapabilitySet().with(Capability::org_admin).with(Capability::platform_operate);

// platform.operate lies above every ceiling but the platform's own.
bool operates_the_platform(const Holder& holder) { return effective_of(holder).contains(Capability::platform_operate); }

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

// Whether a role that reaches beyond its organisation is given or taken.
bool touches_the_platforms_reach(const RoleChange& change) {
  const auto differs = [&](Role role) { return change.before.contains(role) != change.after.contains(role); };
  return differs(Role::super_admin) || differs(Role::platform_operator);
}

Result<void> check_within(CapabilitySet bounds, CapabilitySet wanted, AdministrationError error) {
  const CapabilitySet beyond = wanted - bounds;
  if (!beyond.empty()) return Error(error, first_name(beyond));
  return {};
}

}  // namespace

Result<void> check_administrator(const Administrator& by, const OrgId& org_id) {
  const bool reaches = by.org_id == org_id || operates_the_platform(by.holder);
  if (!reaches || !effective_of(by.holder).contains(Capability::org_admin)) return Error(not_an_administrator);
  return {};
}

Result<void> check_platform_administrator(const Administrator& by) {
  if (!operates_the_platform(by.holder)) return Error(not_an_administrator);
  return check_administrator(by, by.org_id);
}

Result<void> check_role_change(const Administrator& by, const RoleChange& change) {
  if (auto administers = check_administrator(by, change.org_id); !administers) return administers;
  // Whose key it is that changes roles cannot be known, so that it might be their own.
  if (by.user == nullptr) return Error(not_an_administrator);
  if (*by.user == change.target) return Error(own_roles);
  if (auto exist = check_roles_exist(change.after, change.org_type); !exist) return exist;
  if (touches_the_platforms_reach(change) && !is_super_admin(by.holder.roles)) return Error(super_admin_only);
  return check_super_admin_remains(change.before, change.after, change.active_super_admins);
}

Result<void> check_super_admin_remains(RoleSet before, RoleSet after, std::size_t active_super_admins) {
  const bool ends_one = is_super_admin(before) && !is_super_admin(after);
  if (ends_one && active_super_admins <= 1) return Error(last_super_admin);
  return {};
}

Result<void> check_enabled(OrgType type, CapabilitySet wanted) {
  auto fits = check_within(ceiling(type), wanted, beyond_org_type);
  if (!fits || type != OrgType::platform) return fits;
  return check_within(wanted, kPlatformNeeds, platform_needs_capability);
}

Result<void> check_disabling(OrgType type) {
  if (type == OrgType::platform) return Error(platform_never_disabled);
  return {};
}

Result<void> check_key(const PolicyOrg& org, CapabilitySet wanted) {
  if (auto fits = check_within(ceiling(org.type), wanted, beyond_org_type); !fits) return fits;
  return check_within(org.enabled, wanted, not_enabled);
}

Result<void> check_key_maker(KeyMaker maker, CapabilitySet held, CapabilitySet wanted) {
  const CapabilitySet kept =
      maker == KeyMaker::key ? CapabilitySet::all() : CapabilitySet().with(Capability::platform_operate);
  return check_within(held, wanted & kept, beyond_maker);
}

}  // namespace ratestack
