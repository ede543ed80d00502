// Who is asking, once proven. Only an authenticator makes one from a request.
#pragma once

#include <cstdint>
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

/// By what right a request acts in the organisation that it acts in.
enum class Authority : std::uint8_t {
  own,             // it is the caller's own
  grant,           // a delegation of that organisation's (X-Acting-As-Org)
  owner_override,  // the platform's, recorded before anything else (X-Owner-Override)
};

struct Principal {
  Actor actor;
  OrgId org_id;  // acted in; actor.org_id is the caller's own
  OrgType org_type;
  CapabilitySet capabilities;                // there; already cut to what the organisation may and has enabled
  std::optional<SessionFacts> session = {};  // absent: an API key
  Authority authority = Authority::own;
  /// Absent: holds as long as the request. At this time whoever has only waited until then must be judged again.
  std::optional<Timestamp> judged_until = {};

  [[nodiscard]] bool can(Capability c) const noexcept { return capabilities.contains(c); }
  /// Platform credentials see the whole log; a tenant's see their own organisation's rows alone.
  [[nodiscard]] bool sees_whole_log() const noexcept { return can(Capability::platform_operate); }
};

}  // namespace ratestack::service
