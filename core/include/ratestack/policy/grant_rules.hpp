// What one organisation may grant to another (contract 3.2): for a time, and nothing that the grantor does not have.
// Errors are AdministrationError.
#pragma once

#include <chrono>
#include <optional>

#include "ratestack/policy/administration.hpp"

namespace ratestack {

inline constexpr std::chrono::minutes kMinGrantLifetime{1};
inline constexpr std::chrono::hours kMaxGrantLifetime{90 * 24};

struct GrantOrder {
  const OrgId& grantee_org;
  std::optional<UserId> grantee;  // absent: whoever the grantee organisation lets act
  CapabilitySet capabilities;
  Timestamp expires_at;
};

/// Whether the grant may be made at `now`, from the organisation of `by`: it is made by a member of the grantor, never
/// under an override or another grant. In this order: not_an_administrator, grant_to_oneself (the own organisation,
/// or the granting person), grant_of_nothing, grant_too_short and grant_too_long (the bounds themselves are allowed),
/// beyond_grantor. Nothing is passed on: the grantor is known by roles alone.
[[nodiscard]] Result<void> check_grant(const Administrator& by, const GrantOrder& order, Timestamp now);

}  // namespace ratestack
