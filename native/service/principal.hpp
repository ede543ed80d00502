// Who is asking, once proven. Only an authenticator makes one from a request.
#pragma once

#include <optional>
#include <string>

#include "ratestack/audit/row.hpp"
#include "ratestack/base/ids.hpp"
#include "ratestack/identity/auth_methods.hpp"
#include "ratestack/policy/org_type.hpp"

namespace ratestack::service {

/// The session behind a person's access token.
struct SessionFacts {
  SessionId id;
  UserId user_id;
  AuthMethods methods;
  Timestamp authenticated_at;
};

struct Principal {
  Actor actor;
  OrgId org_id;
  OrgType org_type;
  CapabilitySet capabilities;                // cut to what the organisation has enabled within its type's ceiling
  std::optional<SessionFacts> session = {};  // absent: an API key

  [[nodiscard]] bool can(Capability c) const noexcept { return capabilities.contains(c); }
  /// Platform credentials see the whole log; a tenant's see their own organisation's rows alone.
  [[nodiscard]] bool sees_whole_log() const noexcept { return can(Capability::platform_operate); }
};

}  // namespace ratestack::service
