// What a store promises for authorization. It judges nothing but what must hold against a rival at the same moment: the
// rules are core/policy's. An organisation with its settings is Store::find_org and Store::list_orgs, a new member
// IdentityWriter::put_member.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "native/service/authorization/authorization_records.hpp"
#include "native/service/identity/identity_store.hpp"

namespace ratestack::service {

/// Inside one write transaction, under its rules. What is read here may be judged and acted upon by who has taken the
/// log's head (WriteTransaction::heads) before: no other writer that takes it comes in between.
class AuthorizationWriter {
 public:
  virtual ~AuthorizationWriter() = default;

  /// Somebody's roles in an organisation, empty without a membership. Absent: no such organisation, or no such user.
  virtual Result<std::optional<Holder>> role_holder(const OrgId& org_id, const UserId& user) = 0;
  /// An API key of the organisation, with what it can do at `now`: nothing once it is revoked or has expired. Absent:
  /// no such key of it.
  virtual Result<std::optional<Holder>> key_holder(const OrgId& org_id, const KeyId& key, Timestamp now) = 0;
  /// Users that are not disabled and are SUPER_ADMIN in the platform organisation.
  virtual Result<std::uint64_t> count_super_admins() = 0;

  /// Absent: all of the ceiling of its type. not_found: no such organisation.
  virtual Result<void> set_org_enabled(const OrgId& org_id, const std::optional<CapabilitySet>& enabled) = 0;
  /// Absent: enabled again. not_found: no such organisation.
  virtual Result<void> set_org_disabled(const OrgId& org_id, const std::optional<Timestamp>& at) = 0;
  /// Spent::before: the user is no member.
  virtual Result<Spent> remove_member(const OrgId& org_id, const UserId& user) = 0;

  /// not_found: an organisation or user that it names. conflict: the id is taken.
  virtual Result<void> insert_grant(const DelegationGrant& grant) = 0;
  /// Spent::before: it was revoked already, or is not this organisation's.
  virtual Result<Spent> revoke_grant(const OrgId& grantor, const GrantId& id, std::string_view by, Timestamp now) = 0;
};

/// Which end of a grant an organisation is.
enum class GrantSide { given, received };

/// Any thread, never blocked by a writer.
class AuthorizationReader {
 public:
  virtual ~AuthorizationReader() = default;

  /// Behind `after` in the order of the users' ids.
  virtual Result<std::vector<OrgMember>> members(const OrgId& org_id, std::string_view after, std::size_t limit) = 0;
  virtual Result<std::optional<OrgMember>> find_member(const OrgId& org_id, const UserId& user) = 0;

  /// Revoked and expired ones too, behind `after` in the order of their ids.
  virtual Result<std::vector<DelegationGrant>> grants_of(const OrgId& org_id, GrantSide side, std::string_view after,
                                                         std::size_t limit) = 0;
  virtual Result<std::optional<DelegationGrant>> find_grant(const GrantId& id) = 0;

  /// Two readings. Absent: no such user.
  virtual Result<std::optional<PersonFacts>> facts_for(const UserId& user, Timestamp now) = 0;
  /// The grants of facts_for, for who has the rest (a session's subject) already: neither revoked nor expired at `now`,
  /// to an organisation that the user is a member of, and to the user or to nobody by name. One reading.
  virtual Result<std::vector<LiveGrant>> live_grants(const UserId& user, Timestamp now) = 0;
  /// Likewise, those to the organisation and to nobody by name: what its API keys may act under. One reading.
  virtual Result<std::vector<LiveGrant>> live_grants(const OrgId& grantee, Timestamp now) = 0;
};

}  // namespace ratestack::service
