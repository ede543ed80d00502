// Records of authorization that the stores keep, free of any database's words, and what decisions make of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "native/service/identity/identity_records.hpp"
#include "ratestack/policy/policy_subject.hpp"

namespace ratestack::service {

[[nodiscard]] inline Standing standing_at(const std::optional<Timestamp>& disabled_at) noexcept {
  return disabled_at ? Standing::disabled : Standing::active;
}

/// An organisation as decisions see it.
[[nodiscard]] inline PolicyOrg policy_of(const Org& org) noexcept {
  return {org.type, org.enabled.value_or(ceiling(org.type)), standing_at(org.disabled_at)};
}
/// Likewise the one that the membership is of.
[[nodiscard]] inline PolicyOrg policy_of(const Membership& of) noexcept {
  return {of.org_type, of.org_enabled.value_or(ceiling(of.org_type)), standing_at(of.org_disabled_at)};
}

/// Somebody on an organisation's list of members.
struct OrgMember {
  UserId user_id;
  std::string email, name;
  RoleSet roles;
  Timestamp created_at;  // of the membership
  std::optional<Timestamp> user_disabled_at = {};
};

/// What one organisation lets another do. Once made it changes by its revocation alone.
struct DelegationGrant {
  GrantId id;
  OrgId grantor_org_id;
  OrgId grantee_org_id;
  std::optional<UserId> grantee_user_id;  // absent: whoever the grantee lets act
  std::string granted_by;                 // an actor's id: a member of the grantor at that time, or an API key of it
  CapabilitySet capabilities;
  Timestamp created_at;
  Timestamp expires_at;
  std::optional<Timestamp> revoked_at = {};
  std::optional<std::string> revoked_by = {};  // likewise
  // Of the organisations, as they are called now. Filled in by readings; a new grant has them not.
  std::string grantor_name = {};
  std::string grantee_name = {};
};

/// A grant with what its grantor has now, as one reading found it.
struct LiveGrant {
  DelegationGrant grant;
  Holder grantor;  // who granted, in the granting organisation; without anything: a member, or a key, no more
};

/// Views into `live`, which must outlive them.
[[nodiscard]] inline PolicyGrant policy_of(const LiveGrant& live) noexcept {
  return {live.grant.id.view(), live.grant.capabilities, live.grantor, live.grant.expires_at, live.grant.revoked_at};
}

/// What every decision about a person is made by.
struct PersonFacts {
  OrgId org_id;  // their own
  std::optional<Timestamp> disabled_at;
  std::vector<Membership> memberships;  // in the order of the organisations' ids
  std::vector<LiveGrant> grants;        // to organisations among the memberships, in the order of their ids
};

}  // namespace ratestack::service
