// Who asks and where, as the decisions of this module see it: facts that the caller has just read from its store.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ratestack/base/time.hpp"
#include "ratestack/policy/capability.hpp"
#include "ratestack/policy/org_type.hpp"
#include "ratestack/policy/role.hpp"

namespace ratestack {

enum class Standing : std::uint8_t { active, disabled };

struct PolicyOrg {
  OrgType type;
  CapabilitySet enabled;  // what the organisation has not turned off; beyond its type's ceiling it means nothing
  Standing standing = Standing::active;
};

/// A person with the roles that they hold in an organisation at this moment, or an API key of it with what it can do.
struct Holder {
  RoleSet roles;
  PolicyOrg org;
  Standing standing = Standing::active;
  CapabilitySet key = {};  // of a live API key; empty for people
};

/// What one organisation lets another do, for a time. Its grantor is described by what they have themselves, so what
/// came to the grantor by a grant cannot be passed on.
struct PolicyGrant {
  std::string_view id;  // for explanations; lives as long as the caller's record
  CapabilitySet capabilities;
  Holder grantor;
  Timestamp expires_at;                      // live before this moment, not at it
  std::optional<Timestamp> revoked_at = {};  // at once, whatever the clocks of two servers say
};

/// What a subject brings with it. Roles count for the data of the organisation in which they are held, a grant for
/// that of the organisation which gave it, so the caller hands in what belongs to the data asked for: under
/// `X-Acting-As-Org` the grants of that organisation and no roles, else the roles and no grants. Only a list of all
/// that somebody may do anywhere takes both.
struct PolicySubject {
  RoleSet roles = {};
  CapabilitySet key = {};                    // of an API key; empty for people
  std::span<const PolicyGrant> grants = {};  // views: live as long as the caller's
};

}  // namespace ratestack
