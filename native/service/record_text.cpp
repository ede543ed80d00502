#include "native/service/record_text.hpp"

#include <algorithm>

#include "native/service/store_error.hpp"

namespace ratestack::service {
namespace {

Error unreadable(const char* table) { return Error(StoreError::corrupt, std::string("unreadable record in ") + table); }

}  // namespace

std::string capability_names(CapabilitySet set) {
  std::string names;
  for (std::size_t i = 0; i < kCapabilityCount; ++i) {
    const auto capability = static_cast<Capability>(i);
    if (!set.contains(capability)) continue;
    if (!names.empty()) names += ' ';
    names += to_string(capability);
  }
  return names;
}

CapabilitySet parse_capability_names(std::string_view names) {
  CapabilitySet set;
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find(' '));
    if (const auto capability = parse_capability(name)) set = set.with(*capability);
    names.remove_prefix(std::min(names.size(), name.size() + 1));
  }
  return set;
}

Result<Org> make_org(std::string_view id, std::string_view type, std::string_view name, Timestamp created_at) {
  auto org_id = OrgId::parse(id);
  const auto org_type = parse_org_type(type);
  if (!org_id || !org_type) return unreadable("orgs");
  return Org{std::move(*org_id), *org_type, std::string(name), created_at};
}

Result<User> make_user(std::string_view id, std::string_view org_id, std::string_view email,
                       std::string_view password_hash, Timestamp created_at) {
  auto user = UserId::parse(id);
  auto org = OrgId::parse(org_id);
  if (!user || !org) return unreadable("users");
  return User{std::move(*user), std::move(*org), std::string(email), std::string(password_hash), created_at};
}

Result<ApiKey> make_api_key(const ApiKeyColumns& columns) {
  auto key = KeyId::parse(columns.id);
  auto org = OrgId::parse(columns.org_id);
  if (!key || !org) return unreadable("api_keys");
  return ApiKey{std::move(*key),
                std::move(*org),
                std::string(columns.name),
                columns.secret_hash,
                parse_capability_names(columns.capabilities),
                columns.created_at,
                columns.expires_at,
                columns.revoked_at};
}

}  // namespace ratestack::service
