// The kinds of organisation and what each may do at most (contract 3.4).
#pragma once

#include <optional>
#include <string_view>

#include "ratestack/policy/capability.hpp"

namespace ratestack {

enum class OrgType : std::uint8_t { originator, investor, correspondent, subservicer, platform };
inline constexpr std::size_t kOrgTypeCount = 5;

[[nodiscard]] std::string_view to_string(OrgType type) noexcept;  // "ORIGINATOR"
[[nodiscard]] std::optional<OrgType> parse_org_type(std::string_view name) noexcept;

/// The most that any subject of such an organisation may ever do, operational and provider capabilities alike.
[[nodiscard]] CapabilitySet ceiling(OrgType type) noexcept;

}  // namespace ratestack
