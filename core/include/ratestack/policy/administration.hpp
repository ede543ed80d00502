// The rules of administration (contract 3.4): who may set which roles of whom, and what an organisation may enable.
// Pure: the caller reads the facts and writes the change in one transaction, so that two changes cannot pass by the
// same facts. Errors are AdministrationError.
#pragma once

#include <cstddef>

#include "ratestack/base/ids.hpp"
#include "ratestack/policy/administration_error.hpp"
#include "ratestack/policy/policy_subject.hpp"

namespace ratestack {

/// Who administers, with what they have in their own organisation. Pointees live as long as the caller's.
struct Administrator {
  const UserId* user;  // null: an API key
  const OrgId& org_id;
  Holder holder;  // in that organisation
};

/// That somebody administers `org_id` at all: org.admin by roles or as a key, and in another organisation than their
/// own the platform's platform.operate too (an owner override, contract 3.6). Capabilities that come by a grant do not
/// count: whoever could make members or grants with them would keep them when the grant ends.
[[nodiscard]] Result<void> check_administrator(const Administrator& by, const OrgId& org_id);

/// That somebody manages the organisations themselves, which are made, disabled and enabled by the platform alone:
/// org.admin and platform.operate, by roles or as a key. Error: not_an_administrator.
[[nodiscard]] Result<void> check_platform_administrator(const Administrator& by);

struct RoleChange {
  const UserId& target;
  const OrgId& org_id;  // where they are set
  OrgType org_type;     // of that organisation
  RoleSet before;
  RoleSet after;                    // empty: the member is removed
  std::size_t active_super_admins;  // at present, the target included where it is one
};

/// Whether the change is allowed; to a key it never is. In this order: not_an_administrator, own_roles,
/// role_not_in_org_type, super_admin_only, last_super_admin. SUPER_ADMIN and PLATFORM_OPERATOR reach every tenant's
/// data, so who lacks that cannot hand it out: a SUPER_ADMIN alone gives or takes either. All other roles end at their
/// own organisation, and whoever administers it hands them out without having what they bring.
[[nodiscard]] Result<void> check_role_change(const Administrator& by, const RoleChange& change);

/// That a SUPER_ADMIN is left: for whatever else ends one too (a user disabled, the command line).
[[nodiscard]] Result<void> check_super_admin_remains(RoleSet before, RoleSet after, std::size_t active_super_admins);

/// What an organisation may have enabled: anything within its type's ceiling. It shrinks as it likes, and grows back as
/// far as that. The platform keeps org.admin and platform.operate: with either turned off nobody could turn it on
/// again. Errors: beyond_org_type, platform_needs_capability.
[[nodiscard]] Result<void> check_enabled(OrgType type, CapabilitySet wanted);

/// That an organisation of this type may be disabled: any but the platform's, which nobody could enable again. Error:
/// platform_never_disabled.
[[nodiscard]] Result<void> check_disabling(OrgType type);

/// What an API key of the organisation may be made with: what its type allows and it has enabled. Errors:
/// beyond_org_type, not_enabled.
[[nodiscard]] Result<void> check_key(const PolicyOrg& org, CapabilitySet wanted);

enum class KeyMaker { person, key };
/// What of a key only who has it (`held`, in that organisation) may put in. A person equips the organisation's
/// integrations with whatever the organisation may do, as they hand out roles that they do not hold; but
/// platform.operate reaches every other organisation too. A key gives no more than it has: who finds one must not make
/// a better one with it. Error: beyond_maker.
[[nodiscard]] Result<void> check_key_maker(KeyMaker maker, CapabilitySet held, CapabilitySet wanted);

}  // namespace ratestack
