// Callers for tests of the HTTP layer.
#pragma once

#include "native/service/principal.hpp"

namespace ratestack::testing {

inline OrgId lender_org() { return OrgId::parse("org_01J0000000000000000000000A").value(); }
inline OrgId other_org() { return OrgId::parse("org_01J0000000000000000000000B").value(); }

inline service::Principal caller_with(CapabilitySet capabilities) {
  const std::string key = "key_01J0000000000000000000000C";
  return {{ActorType::api_key, key, key, lender_org()}, lender_org(), OrgType::originator, capabilities};
}

inline service::Principal auditor() { return caller_with(CapabilitySet().with(Capability::audit_read)); }

}  // namespace ratestack::testing
