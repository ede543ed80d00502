// The rules that can settle whether somebody may do something. Their names are stable: they are the `reason` of
// `POST /v1/authz/check`, and go into audit rows.
#pragma once

#include <cstdint>
#include <string_view>

namespace ratestack {

/// In the order in which they are asked. Of several grants that fail, the one that came furthest names the reason.
enum class Rule : std::uint8_t {
  org_disabled,    // the organisation acted in
  not_in_ceiling,  // no organisation of its type may do that
  not_enabled,     // the organisation has turned it off
  no_role,         // no role, key or grant speaks of it: the default
  grant_revoked,
  grant_expired,
  grantor_org_disabled,
  grantor_disabled,  // the person who granted
  grantor_lacks_it,  // has not, or no longer, what was granted
  by_role,
  by_key,
  by_grant,
};
inline constexpr std::size_t kRuleCount = 12;

[[nodiscard]] std::string_view to_string(Rule rule) noexcept;  // "not_in_ceiling"
/// The last three allow.
[[nodiscard]] constexpr bool allows(Rule rule) noexcept { return rule >= Rule::by_role; }

}  // namespace ratestack
