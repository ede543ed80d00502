#include "ratestack/policy/rule.hpp"

#include <array>

namespace ratestack {

std::string_view to_string(Rule rule) noexcept {
  constexpr std::array<std::string_view, kRuleCount> kNames{
      "org_disabled",         "not_in_ceiling",   "not_enabled",      "no_role", "grant_revoked", "grant_expired",
      "grantor_org_disabled", "grantor_disabled", "grantor_lacks_it", "by_role", "by_key",        "by_grant"};
  return kNames[static_cast<std::size_t>(rule)];
}

}  // namespace ratestack
