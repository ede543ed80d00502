// The catalog of capabilities (contract 3.4) as data: what `GET /v1/capabilities` answers, and what the portal and the
// module read.
#pragma once

#include <array>
#include <string_view>

#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/policy/capability.hpp"

namespace ratestack {

/// Grows with each change of what a program can read out of the catalog: ids, ceilings, roles. Not with wording.
inline constexpr int kCatalogVersion = 1;

enum class CapabilityKind : std::uint8_t { operational, provider };
[[nodiscard]] std::string_view to_string(CapabilityKind kind) noexcept;  // "operational"

struct CatalogEntry {
  Capability capability;
  CapabilityKind kind;
  std::string_view id;           // "loan.read"
  std::string_view title;        // of one line, for a list
  std::string_view description;  // one sentence
};

/// One entry a capability, in the order of the enum.
[[nodiscard]] const std::array<CatalogEntry, kCapabilityCount>& capability_catalog() noexcept;

/// {"capabilities":[{"description","id","kind","org_types","roles","title"}],"org_types","roles","version"}. Which
/// types of organisation may reach a capability, and which roles bring it, is read off the ceilings and the roles.
[[nodiscard]] CanonicalJson capability_catalog_json();

}  // namespace ratestack
