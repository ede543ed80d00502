#include "native/service/authorization/administration.hpp"

#include "native/service/identity/identity_events.hpp"
#include "native/service/new_id.hpp"
#include "native/service/record_text.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/policy/administration.hpp"

namespace ratestack::service {
namespace {

const OrgId& org_of(const AdministeredBy& by) { return by.asker.org_id; }

Resource resource_of(const AdministeredBy& by) { return {"org", org_of(by).text(), org_of(by)}; }
Resource resource_of(const AdministeredBy& by, const UserId& member) { return {"user", member.text(), org_of(by)}; }

AuditEvent event(const AdministeredBy& by, std::string_view action, JsonObject payload, Resource resource) {
  return to_event(by.asker, {action, "success", std::move(payload), std::move(resource)});
}

/// The administrator as the transaction finds them: a member of their own organisation.
Result<Holder> administrator(WriteTransaction& transaction, const OrgId& own_org, const UserId& user) {
  const auto holder = transaction.authorization().role_holder(own_org, user);
  if (!holder) return holder.error();
  if (!holder.value()) return AdministrationError::not_an_administrator;
  return *holder.value();
}
/// A key as the transaction finds it: what was revoked a moment ago administers nothing.
Result<Holder> administrating_key(WriteTransaction& transaction, const AdministeredBy& by) {
  const auto id = KeyId::parse(by.asker.actor.id);
  if (!id) return AdministrationError::not_an_administrator;
  const auto holder = transaction.authorization().key_holder(by.own_org, id.value(), by.asker.now);
  if (!holder) return holder.error();
  if (!holder.value()) return AdministrationError::not_an_administrator;
  return *holder.value();
}
Result<Holder> administrator(WriteTransaction& transaction, const AdministeredBy& by) {
  return by.user ? administrator(transaction, by.own_org, *by.user) : administrating_key(transaction, by);
}
const UserId* person(const AdministeredBy& by) { return by.user ? &*by.user : nullptr; }

Result<void> must_administer(WriteTransaction& transaction, const AdministeredBy& by) {
  const auto admin = administrator(transaction, by);
  if (!admin) return admin.error();
  return check_administrator({person(by), by.own_org, admin.value()}, org_of(by));
}

Result<Holder> member(WriteTransaction& transaction, const OrgId& org, const UserId& user) {
  const auto holder = transaction.authorization().role_holder(org, user);
  if (!holder) return holder.error();
  if (!holder.value()) return StoreError::not_found;
  return *holder.value();
}

Result<void> judge_roles(WriteTransaction& transaction, const AdministeredBy& by, const UserId& target, RoleSet after) {
  const auto admin = administrator(transaction, by);
  if (!admin) return admin.error();
  const auto held = member(transaction, org_of(by), target);
  if (!held) return held.error();
  const auto super_admins = transaction.authorization().count_super_admins();
  if (!super_admins) return super_admins.error();
  return check_role_change({person(by), by.own_org, admin.value()},
                           {target, org_of(by), held.value().org.type, held.value().roles, after,
                            static_cast<std::size_t>(super_admins.value())});
}

}  // namespace

MayChange platform_administrator(AdministeredBy by) {
  return [by = std::move(by)](WriteTransaction& transaction) -> Result<void> {
    const auto admin = administrator(transaction, by);
    if (!admin) return admin.error();
    return check_platform_administrator({person(by), by.own_org, admin.value()});
  };
}

Result<void> Administration::write(AuditEvent event, std::function<Result<void>(WriteTransaction&)> change) const {
  AppendJob job;
  job.events.push_back(std::move(event));
  job.change = std::move(change);
  const auto written = writer_.submit_and_wait(std::move(job));
  return written ? Result<void>() : written.error();
}

Result<void> Administration::enable(const AdministeredBy& by, CapabilitySet wanted) const {
  return write(event(by, kOrgCapabilitiesChanged, {{"enabled", capability_names(wanted)}}, resource_of(by)),
               [&](WriteTransaction& transaction) -> Result<void> {
                 if (auto may = must_administer(transaction, by); !may) return may;
                 if (auto fits = check_enabled(by.org_type, wanted); !fits) return fits;
                 return transaction.authorization().set_org_enabled(org_of(by), wanted);
               });
}

Result<void> Administration::set_roles(const AdministeredBy& by, const UserId& target, RoleSet roles) const {
  return write(event(by, kMemberRolesChanged, {{"roles", role_names(roles)}}, resource_of(by, target)),
               [&](WriteTransaction& transaction) -> Result<void> {
                 if (auto may = judge_roles(transaction, by, target, roles); !may) return may;
                 return transaction.identity().put_member({org_of(by), target, roles, by.asker.now});
               });
}

Result<void> Administration::remove_member(const AdministeredBy& by, const UserId& target) const {
  return write(event(by, kMemberRemoved, {}, resource_of(by, target)),
               [&](WriteTransaction& transaction) -> Result<void> {
                 if (auto may = judge_roles(transaction, by, target, {}); !may) return may;
                 const auto removed = transaction.authorization().remove_member(org_of(by), target);
                 if (!removed) return removed.error();
                 return removed.value() == Spent::now ? Result<void>() : StoreError::not_found;
               });
}

Result<DelegationGrant> Administration::grant(const AdministeredBy& by, const NewGrant& order) const {
  DelegationGrant made{.id = new_id<GrantId>(by.asker.now, entropy_),
                       .grantor_org_id = org_of(by),
                       .grantee_org_id = order.grantee_org,
                       .grantee_user_id = order.grantee,
                       .granted_by = by.asker.actor.id,
                       .capabilities = order.capabilities,
                       .created_at = by.asker.now,
                       .expires_at = order.expires_at};
  JsonObject payload{{"grantee_org_id", order.grantee_org.view()},
                     {"capabilities", capability_names(order.capabilities)},
                     {"expires_at", order.expires_at.to_text()}};
  if (order.grantee) payload["grantee_user_id"] = order.grantee->view();
  auto written = write(event(by, kGrantCreated, std::move(payload), {"grant", made.id.text(), org_of(by)}),
                       [&](WriteTransaction& transaction) -> Result<void> {
                         if (by.own_org != org_of(by)) return AdministrationError::not_an_administrator;
                         const auto admin = administrator(transaction, by);
                         if (!admin) return admin.error();
                         auto may = check_grant(
                             {person(by), by.own_org, admin.value()},
                             {order.grantee_org, order.grantee, order.capabilities, order.expires_at}, by.asker.now);
                         return may ? transaction.authorization().insert_grant(made) : may;
                       });
  if (!written) return written.error();
  return made;
}

Result<void> Administration::revoke(const AdministeredBy& by, const GrantId& id) const {
  return write(event(by, kGrantRevoked, {}, {"grant", id.text(), org_of(by)}),
               [&](WriteTransaction& transaction) -> Result<void> {
                 if (auto may = must_administer(transaction, by); !may) return may;
                 const auto revoked =
                     transaction.authorization().revoke_grant(org_of(by), id, by.asker.actor.id, by.asker.now);
                 if (!revoked) return revoked.error();
                 return revoked.value() == Spent::now ? Result<void>() : StoreError::not_found;
               });
}

}  // namespace ratestack::service
