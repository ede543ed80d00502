#include "ratestack/encoding/json.hpp"
#include "ratestack/policy/catalog.hpp"
#include "ratestack/policy/org_type.hpp"
#include "ratestack/policy/role.hpp"

namespace ratestack {
namespace {

/// The names of those members of an enumeration that `belongs` picks, in its order.
template <typename Member, std::size_t kCount, typename Belongs>
JsonArray names_where(const Belongs& belongs) {
  JsonArray names;
  for (std::size_t i = 0; i < kCount; ++i) {
    const auto member = static_cast<Member>(i);
    if (belongs(member)) names.emplace_back(to_string(member));
  }
  return names;
}

JsonObject entry_json(const CatalogEntry& entry) {
  const Capability capability = entry.capability;
  return {
      {"id", entry.id},
      {"kind", to_string(entry.kind)},
      {"title", entry.title},
      {"description", entry.description},
      {"org_types",
       names_where<OrgType, kOrgTypeCount>([capability](OrgType type) { return ceiling(type).contains(capability); })},
      {"roles",
       names_where<Role, kRoleCount>([capability](Role role) { return capabilities_of(role).contains(capability); })}};
}

}  // namespace

CanonicalJson capability_catalog_json() {
  JsonArray capabilities;
  capabilities.reserve(kCapabilityCount);
  for (const CatalogEntry& entry : capability_catalog()) capabilities.push_back(entry_json(entry));
  const JsonObject catalog{{"version", kCatalogVersion},
                           {"capabilities", std::move(capabilities)},
                           {"roles", names_where<Role, kRoleCount>([](Role) { return true; })},
                           {"org_types", names_where<OrgType, kOrgTypeCount>([](OrgType) { return true; })}};
  return CanonicalJson::from_value(catalog).value();
}

}  // namespace ratestack
