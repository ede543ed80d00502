// service::AuthorizationWriter over either database.
#pragma once

#include <algorithm>

#include "native/service/authorization/authorization_store.hpp"
#include "native/storage/shared/answers.hpp"
#include "native/storage/shared/authorization_rows.hpp"
#include "native/storage/shared/authorization_sql.hpp"
#include "native/storage/shared/cells.hpp"

namespace ratestack::storage {

/// `Rows` as in IdentityWriterOn.
template <typename Rows>
class AuthorizationWriterOn final : public service::AuthorizationWriter {
 public:
  explicit AuthorizationWriterOn(Rows rows) : rows_(rows) {}

  Result<std::optional<Holder>> role_holder(const OrgId& org_id, const UserId& user) override {
    return one(rows_.read(authorization_sql::kRoleHolder, kTakeRoleHolder, org_id.view(), user.view()));
  }
  Result<std::optional<Holder>> key_holder(const OrgId& org_id, const KeyId& key, Timestamp now) override {
    return one(rows_.read(authorization_sql::kKeyHolder, kTakeHolder, now, org_id.view(), key.view()));
  }
  Result<std::uint64_t> count_super_admins() override {
    const auto held = rows_.read(authorization_sql::kActivePlatformRoles, kTakeRoles);
    if (!held) return held.error();
    return static_cast<std::uint64_t>(std::count_if(held.value().begin(), held.value().end(),
                                                    [](RoleSet roles) { return roles.contains(Role::super_admin); }));
  }

  Result<void> set_org_enabled(const OrgId& org_id, const std::optional<CapabilitySet>& enabled) override {
    return must(rows_.read(authorization_sql::kSetOrgEnabled, kTakeText, enabled_cell(enabled), org_id.view()));
  }
  Result<void> set_org_disabled(const OrgId& org_id, const std::optional<Timestamp>& at) override {
    return must(rows_.read(authorization_sql::kSetOrgDisabled, kTakeText, at, org_id.view()));
  }
  Result<service::Spent> remove_member(const OrgId& org_id, const UserId& user) override {
    return spent(rows_.read(authorization_sql::kRemoveMember, kTakeText, org_id.view(), user.view()));
  }

  Result<void> insert_grant(const service::DelegationGrant& g) override {
    return rows_.write(authorization_sql::kInsertGrant, g.id.view(), g.grantor_org_id.view(), g.grantee_org_id.view(),
                       text_cell(g.grantee_user_id), std::string_view(g.granted_by),
                       service::capability_names(g.capabilities), g.created_at, g.expires_at, g.revoked_at,
                       text_cell(g.revoked_by));
  }
  Result<service::Spent> revoke_grant(const OrgId& grantor, const GrantId& id, std::string_view by,
                                      Timestamp now) override {
    return spent(rows_.read(authorization_sql::kRevokeGrant, kTakeText, now, by, id.view(), grantor.view()));
  }

 private:
  Rows rows_;
};

}  // namespace ratestack::storage
