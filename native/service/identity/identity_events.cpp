#include "native/service/identity/identity_events.hpp"

#include "ratestack/audit/platform_action.hpp"

namespace ratestack::service {

std::string failure_reason(const Error& error) { return error.context.empty() ? error.code.message() : error.context; }

AuditEvent to_event(const Asker& asker, IdentityEvent event) {
  return AuditEvent{.acting_as_org_id = asker.org_id,
                    .action = std::string(event.action),
                    .actor = asker.actor,
                    .correlation_id = asker.correlation_id,
                    .occurred_at = asker.now,
                    .outcome = std::string(event.outcome),
                    .payload = CanonicalJson::from_value(event.payload).value(),
                    .request = asker.request,
                    .resource = std::move(event.resource)};
}

Asker sign_in_asker(const OrgId& org_id, std::string correlation_id, Timestamp now, RequestInfo request) {
  return {{ActorType::service, "sign-in", std::nullopt, org_id},
          org_id,
          std::move(correlation_id),
          now,
          std::move(request)};
}

Asker user_asker(const UserId& user, const OrgId& org_id, std::string correlation_id, Timestamp now,
                 RequestInfo request) {
  return {
      {ActorType::user, user.text(), std::nullopt, org_id}, org_id, std::move(correlation_id), now, std::move(request)};
}

AuditEvent lockout_event(const Asker& asker, const LockoutChange& change, const Resource& resource) {
  const bool locked = change.change == Admission::Change::locked;
  return to_event(asker, {locked ? kLockedOut : kUnlocked, "success", {{"by", to_string(change.kind)}}, resource});
}

}  // namespace ratestack::service
