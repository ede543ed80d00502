#include "ratestack/policy/capability.hpp"

#include <algorithm>

#include "ratestack/policy/catalog.hpp"

namespace ratestack {

std::string_view to_string(Capability capability) noexcept {
  return capability_catalog()[static_cast<std::size_t>(capability)].id;
}

std::optional<Capability> parse_capability(std::string_view name) noexcept {
  const auto& catalog = capability_catalog();
  const auto* found =
      std::find_if(catalog.begin(), catalog.end(), [name](const CatalogEntry& entry) { return entry.id == name; });
  if (found == catalog.end()) return std::nullopt;
  return found->capability;
}

}  // namespace ratestack
