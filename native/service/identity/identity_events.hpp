// Audit rows of identity. They name people by their ids, never by address or name.
#pragma once

#include <string>
#include <string_view>

#include "native/service/asker.hpp"
#include "native/service/identity/identity_records.hpp"
#include "native/service/lockout/lockout.hpp"
#include "ratestack/audit/row.hpp"
#include "ratestack/encoding/json.hpp"

namespace ratestack::service {

struct IdentityEvent {
  std::string_view action;
  std::string_view outcome;  // "success" or "failure"
  JsonObject payload;
  Resource resource;
};

/// What a row names as the reason of a failure.
[[nodiscard]] std::string failure_reason(const Error& error);

/// In the chain of the organisation that the asker asks for.
[[nodiscard]] AuditEvent to_event(const Asker& asker, IdentityEvent event);

/// Somebody who has not proven who they are: the sign-in acts, in the chain of `org_id`.
[[nodiscard]] Asker sign_in_asker(const OrgId& org_id, std::string correlation_id, Timestamp now, RequestInfo request);
/// A person, known.
[[nodiscard]] Asker user_asker(const UserId& user, const OrgId& org_id, std::string correlation_id, Timestamp now,
                               RequestInfo request);

/// LOCKED_OUT or UNLOCKED.
[[nodiscard]] AuditEvent lockout_event(const Asker& asker, const LockoutChange& change, const Resource& resource);

}  // namespace ratestack::service
