#include "native/service/record_text.hpp"

#include <algorithm>

#include "native/service/store_error.hpp"
#include "ratestack/secrets/envelope.hpp"

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
