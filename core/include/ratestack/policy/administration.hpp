// The rules of administration (contract 3.4): who may set which roles of whom, and what an organisation may enable.
// Pure: the caller reads the facts and writes the change in one transaction, so that two changes cannot pass by the
// same facts. Errors are AdministrationError.
#pragma once

#include <cstddef>

#include "ratestack/base/ids.hpp"
#include "ratestack/policy/administration_error.hpp"
#include "ratestack/policy/policy_subject.hpp"

namespace ratestack {

/// Somebody who administers, with the roles that they hold in their own organisation. References live as long as the
/// caller's.
struct Administrator {
  const UserId& user;
  const OrgId& org_id;
  RoleHolder holder;  // in that organisation
};

/// That somebody administers `org_id` at all: org.admin by roles, and in another organisation than their own the
/// platform's platform.operate too (an owner override, contract 3.6). Capabilities that come by a grant do not count:
/// whoever could make members or grants with them would keep them when the grant ends.
[[nodiscard]] Result<void> check_administrator(const Administrator& by, const OrgId& org_id);

struct RoleChange {
  const UserId& target;
  const OrgId& org_id;  // where they are set
  OrgType org_type;     // of that organisation
  RoleSet before;
  RoleSet after;                    // empty: the member is removed
  std::size_t active_super_admins;  // at present, the target included where it is one
};

/// Whether the change is allowed. In this order: not_an_administrator, own_roles, role_not_in_org_type,
/// super_admin_only, last_super_admin.
[[nodiscard]] Result<void> check_role_change(const Administrator& by, const RoleChange& change);

/// That a SUPER_ADMIN is left: for whatever else ends one too (a user disabled, the command line).
[[nodiscard]] Result<void> check_super_admin_remains(RoleSet before, RoleSet after, std::size_t active_super_admins);

/// What an organisation may have enabled: anything within its type's ceiling. It shrinks as it likes, and grows back as
/// far as that. Error: beyond_org_type.
[[nodiscard]] Result<void> check_enabled(OrgType type, CapabilitySet wanted);

}  // namespace ratestack
