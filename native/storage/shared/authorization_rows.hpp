// Records of authorization out of a row of either database.
#pragma once

#include "native/service/authorization/authorization_records.hpp"
#include "native/storage/shared/identity_rows.hpp"

namespace ratestack::storage {

inline constexpr auto kTakeMember = [](const auto& row) -> Result<service::OrgMember> {
  auto user = UserId::parse(row.text(0));
  if (!user) return unreadable("org_members");
  return service::OrgMember{
      std::move(*user), std::string(row.text(1)), std::string(row.text(2)), service::parse_role_names(row.text(3)),
      row.time(4),      row.optional_time(5)};
};

// Absent where the column is empty.
template <typename Row>
Result<std::optional<UserId>> take_optional_user(const Row& row, int column) {
  if (row.text(column).empty()) return std::optional<UserId>();
  auto user = UserId::parse(row.text(column));
  if (!user) return unreadable("delegation_grants");
  return std::optional<UserId>(std::move(*user));
}

inline constexpr auto kTakeGrant = [](const auto& row) -> Result<service::DelegationGrant> {
  auto id = GrantId::parse(row.text(0));
  auto grantor = OrgId::parse(row.text(1));
  auto grantee = OrgId::parse(row.text(2));
  auto grantee_user = take_optional_user(row, 3);
  if (!id || !grantor || !grantee || !grantee_user) return unreadable("delegation_grants");
  std::optional<std::string> revoked_by;
  if (!row.text(9).empty()) revoked_by = std::string(row.text(9));
  return service::DelegationGrant{std::move(*id),
                                  std::move(*grantor),
                                  std::move(*grantee),
                                  std::move(*grantee_user),
                                  std::string(row.text(4)),
                                  service::parse_capability_names(row.text(5)),
                                  row.time(6),
                                  row.time(7),
                                  row.optional_time(8),
                                  std::move(revoked_by),
                                  std::string(row.text(10)),
                                  std::string(row.text(11))};
};

// Roles, then the organisation's type, enabled set and disabled_at, then the person's disabled_at.
template <typename Row>
Result<Holder> take_role_holder(const Row& row, int column) {
  const auto type = parse_org_type(row.text(column + 1));
  if (!type) return unreadable("orgs");
  return Holder{service::parse_role_names(row.text(column)),
                {*type, take_enabled(row, column + 2).value_or(ceiling(*type)),
                 service::standing_at(row.optional_time(column + 3))},
                service::standing_at(row.optional_time(column + 4))};
}
inline constexpr auto kTakeRoleHolder = [](const auto& row) { return take_role_holder(row, 0); };

// The same, and then what a key can do.
template <typename Row>
Result<Holder> take_holder(const Row& row, int column) {
  auto holder = take_role_holder(row, column);
  if (holder) holder.value().key = service::parse_capability_names(row.text(column + 5));
  return holder;
}
inline constexpr auto kTakeHolder = [](const auto& row) { return take_holder(row, 0); };

inline constexpr auto kTakeLiveGrant = [](const auto& row) -> Result<service::LiveGrant> {
  auto grant = kTakeGrant(row);
  if (!grant) return grant.error();
  const auto grantor = take_holder(row, 12);
  if (!grantor) return grantor.error();
  return service::LiveGrant{std::move(*grant), *grantor};
};

// One row a membership; one without any where the user has none. Grants come by another reading.
inline constexpr auto kTakePerson = [](const auto& row) -> Result<service::PersonFacts> {
  auto org = OrgId::parse(row.text(0));
  if (!org) return unreadable("users");
  service::PersonFacts person{std::move(*org), row.optional_time(1), {}, {}};
  if (row.text(2).empty()) return person;
  auto membership = take_membership(row, 2);
  if (!membership) return membership.error();
  person.memberships.push_back(std::move(*membership));
  return person;
};

inline constexpr auto kTakeRoles = [](const auto& row) -> Result<RoleSet> {
  return service::parse_role_names(row.text(0));
};

}  // namespace ratestack::storage
