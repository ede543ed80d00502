// The audit trail of what services may call: a row whenever the policies at start are not those last recorded.
#pragma once

#include <vector>

#include "native/service/audit_writer.hpp"
#include "native/service/store.hpp"
#include "ratestack/crypto/digest.hpp"
#include "ratestack/url/service_policy.hpp"

namespace ratestack::service {

/// SHA-256 of the policies in canonical JSON, by name.
[[nodiscard]] Result<Digest> policy_digest(const std::vector<ServicePolicySpec>& policies);

/// Writes SERVICE_POLICY_CHANGED (actor `ratestackd`, in the platform organisation's chain) where the policies differ
/// from the last such row, or from the defaults where there is none. Payload:
/// {"digest","previous_digest"|null,"services":[...]} with every policy as it is now. Nothing before there is a
/// platform organisation: the next start does it. Waits for the disk: for start-up.
Result<void> record_policy_change(Store& store, AuditWriter& writer, Timestamp now,
                                  const std::vector<ServicePolicySpec>& policies);

}  // namespace ratestack::service
