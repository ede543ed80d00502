#include "native/service/record_text.hpp"

#include <algorithm>

#include "native/service/store_error.hpp"
#include "ratestack/secrets/envelope.hpp"

namespace ratestack::service {
namespace {

template <typename Enum, std::size_t kCount, typename Contains>
std::string names_of(const Contains& contains) {
  std::string names;
  for (std::size_t i = 0; i < kCount; ++i) {
    const auto member = static_cast<Enum>(i);
    if (!contains(member)) continue;
    if (!names.empty()) names += ' ';
    names += to_string(member);
  }
  return names;
}

template <typename Visit>
void for_each_name(std::string_view names, const Visit& visit) {
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find(' '));
    visit(name);
    names.remove_prefix(std::min(names.size(), name.size() + 1));
  }
}

Error unreadable(const char* table) { return Error(StoreError::corrupt, std::string("unreadable record in ") + table); }

}  // namespace

std::string capability_names(CapabilitySet set) {
  return names_of<Capability, kCapabilityCount>([set](Capability c) { return set.contains(c); });
}

CapabilitySet parse_capability_names(std::string_view names) {
  CapabilitySet set;
  for_each_name(names, [&set](std::string_view name) {
    if (const auto capability = parse_capability(name)) set = set.with(*capability);
  });
  return set;
}

std::string role_names(RoleSet set) {
  return names_of<Role, kRoleCount>([set](Role role) { return set.contains(role); });
}

RoleSet parse_role_names(std::string_view names) {
  RoleSet set;
  for_each_name(names, [&set](std::string_view name) {
    if (const auto role = parse_role(name)) set = set.with(*role);
  });
  return set;
}

std::string joined_names(std::span<const std::string> names) {
  std::string joined;
  for (const std::string& name : names) {
    if (!joined.empty()) joined += ' ';
    joined += name;
  }
  return joined;
}

std::vector<std::string> split_names(std::string_view names) {
  std::vector<std::string> split;
  for_each_name(names, [&split](std::string_view name) { split.emplace_back(name); });
  return split;
}

Result<Org> make_org(const OrgColumns& columns) {
  auto id = OrgId::parse(columns.id);
  const auto type = parse_org_type(columns.type);
  if (!id || !type) return unreadable("orgs");
  return Org{std::move(*id),     *type,           std::string(columns.name),
             columns.created_at, columns.enabled, columns.disabled_at};
}

Result<User> make_user(const UserColumns& columns) {
  auto user = UserId::parse(columns.id);
  auto org = OrgId::parse(columns.org_id);
  if (!user || !org) return unreadable("users");
  return User{
      std::move(*user),   std::move(*org),           std::string(columns.email), std::string(columns.password_hash),
      columns.created_at, std::string(columns.name), columns.disabled_at,        columns.password_set_at};
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
                columns.revoked_at,
                columns.last_used_at};
}

Result<SecretRecord> make_secret(const SecretColumns& columns) {
  auto org = OrgId::parse(columns.org_id);
  auto id = SecretId::parse(columns.id);
  const auto kind = parse_secret_kind(columns.kind);
  if (!org || !id || !kind) return unreadable("secrets");
  return SecretRecord{std::move(*id),
                      {std::move(*org), *kind, std::string(columns.name)},
                      std::string(columns.value),
                      std::string(columns.fingerprint),
                      columns.created_at,
                      columns.updated_at};
}

Result<WriteFence> make_fence(std::uint64_t epoch, std::string_view write_kid, std::string_view canary,
                              Timestamp moved_at) {
  const auto kid = Kid::parse(write_kid);
  if (!kid) return unreadable("secret_fence");
  return WriteFence{epoch, *kid, std::string(canary), moved_at};
}

Result<RekeyJob> make_rekey_job(const RekeyColumns& columns) {
  const auto target = Kid::parse(columns.target_kid);
  const auto state = parse_rekey_state(columns.state);
  auto id = JobId::parse(columns.id);
  if (!id || !target || !state) return unreadable("secret_rekey");
  return RekeyJob{std::move(*id),     columns.epoch,       *target,       *state,       columns.started_at,
                  columns.updated_at, columns.finished_at, columns.total, columns.done, columns.cursor};
}

std::string envelope_head(const Kid& kid) { return std::string(kEnvelopePrefix) + std::string(kid.view()) + '.'; }

std::string kid_of_head(std::string_view head) {
  if (head.size() != Kid::kSize + 1 || head.back() != '.') return {};
  const auto kid = Kid::parse(head.substr(0, Kid::kSize));
  return kid ? std::string(kid->view()) : std::string();
}

}  // namespace ratestack::service
