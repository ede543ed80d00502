// The table's names as the values that decisions take.
#pragma once

#include <vector>

#include "ratestack/policy/policy_subject.hpp"
#include "tests/support/policy_table.hpp"

namespace ratestack::testing {

inline CapabilitySet capability_set(const Names& names) {
  CapabilitySet set;
  for (const std::string_view name : names) set = set.with(parse_capability(name).value());
  return set;
}

inline RoleSet role_set(const Names& names) {
  RoleSet set;
  for (const std::string_view name : names) set = set.with(parse_role(name).value());
  return set;
}

inline Standing standing(bool is_disabled) { return is_disabled ? Standing::disabled : Standing::active; }

inline PolicyGrant grant_value(const NamedGrant& grant) {
  PolicyGrant value{
      "grant_01KAS0V3E8ZP5Q2W9X7Y6T4R1M",
      capability_set(grant.capabilities),
      {role_set(grant.roles),
       {parse_org_type(grant.org_type).value(), capability_set(grant.org_enabled), standing(grant.is_org_disabled)},
       standing(grant.is_person_disabled),
       capability_set(grant.key)},
      Timestamp::from_micros(kExpiry)};
  if (grant.is_revoked) value.revoked_at = Timestamp::from_micros(kExpiry - 1000);
  return value;
}

/// Subjects with this holding view its grants.
struct Holding {
  CapabilitySet key;
  std::vector<PolicyGrant> grants;

  explicit Holding(const NamedHolding& named) : key(capability_set(named.key)) {
    for (const NamedGrant& grant : named.grants) grants.push_back(grant_value(grant));
  }
  [[nodiscard]] PolicySubject subject(RoleSet roles) const { return {roles, key, grants}; }
};

}  // namespace ratestack::testing
