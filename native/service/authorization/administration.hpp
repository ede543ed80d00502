// Administering an organisation: what it has enabled, its members and their roles, what it grants to others. The rules
// are core/policy's; here they are asked with the facts of the very transaction that writes the change, so that of two
// administrators at the same moment the second is judged by what the first has left.
#pragma once

#include <optional>
#include <string>

#include "native/service/asker.hpp"
#include "native/service/audit_writer.hpp"
#include "native/service/authorization/authorization_records.hpp"
#include "native/service/may_change.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/policy/grant_rules.hpp"

namespace ratestack::service {

/// Who administers, and for which row: a person, or where none is named the API key that the asker's actor is.
struct AdministeredBy {
  std::optional<UserId> user;
  OrgId own_org;
  Asker asker;       // asks for the organisation that is administered
  OrgType org_type;  // of that organisation; it never changes
};

/// That they administer the platform (check_platform_administrator), for what belongs to no organisation but the
/// platform.
[[nodiscard]] MayChange platform_administrator(AdministeredBy by);

struct NewGrant {
  OrgId grantee_org;
  std::optional<UserId> grantee;  // absent: whoever the grantee lets act
  CapabilitySet capabilities;
  Timestamp expires_at;
};

/// Thread safe. Each call waits for the disk: never on a reactor thread. Errors besides those named:
/// AdministrationError, and those of the store.
class Administration {
 public:
  Administration(AuditWriter& writer, Entropy& entropy) : writer_(writer), entropy_(entropy) {}

  [[nodiscard]] Result<void> enable(const AdministeredBy& by, CapabilitySet wanted) const;

  /// A member's roles from now on, or those of a new member: a user of any organisation. not_found: no such user.
  [[nodiscard]] Result<void> set_roles(const AdministeredBy& by, const UserId& target, RoleSet roles) const;
  /// not_found: no member.
  [[nodiscard]] Result<void> remove_member(const AdministeredBy& by, const UserId& target) const;

  /// not_found: the organisation or person that it is for.
  [[nodiscard]] Result<DelegationGrant> grant(const AdministeredBy& by, const NewGrant& order) const;
  /// By whoever administers the organisation that gave it. not_found: it gave no such grant, or it was revoked before.
  [[nodiscard]] Result<void> revoke(const AdministeredBy& by, const GrantId& id) const;

 private:
  Result<void> write(AuditEvent event, std::function<Result<void>(WriteTransaction&)> change) const;

  AuditWriter& writer_;
  Entropy& entropy_;
};

}  // namespace ratestack::service
