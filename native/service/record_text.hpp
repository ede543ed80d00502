// How records are spelled in the text columns of a database, the same in each: what one store wrote another can read.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "native/service/records.hpp"
#include "native/service/secrets/secret_records.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/policy/role.hpp"

namespace ratestack::service {

/// Names separated by one space. Names, not bits: the table stays readable, and a catalog that grows does not shift
/// their meaning.
[[nodiscard]] std::string capability_names(CapabilitySet set);
/// A name that this program does not know grants nothing.
[[nodiscard]] CapabilitySet parse_capability_names(std::string_view names);
/// The same for roles.
[[nodiscard]] std::string role_names(RoleSet set);
[[nodiscard]] RoleSet parse_role_names(std::string_view names);
/// The same for any names, none of them empty and none with a space, in the order given.
[[nodiscard]] std::string joined_names(std::span<const std::string> names);
[[nodiscard]] std::vector<std::string> split_names(std::string_view names);

// From columns to records. Errors: StoreError::corrupt, naming the table.
struct OrgColumns {
  std::string_view id, type, name;
  Timestamp created_at;
  std::optional<CapabilitySet> enabled;
  std::optional<Timestamp> disabled_at;
};
[[nodiscard]] Result<Org> make_org(const OrgColumns& columns);

struct UserColumns {
  std::string_view id, org_id, email, password_hash;
  Timestamp created_at;
  std::string_view name;
  std::optional<Timestamp> disabled_at;
  Timestamp password_set_at;
};
[[nodiscard]] Result<User> make_user(const UserColumns& columns);

struct ApiKeyColumns {
  std::string_view id, org_id, name;
  Digest secret_hash;
  std::string_view capabilities;
  Timestamp created_at;
  std::optional<Timestamp> expires_at, revoked_at, last_used_at;
};
[[nodiscard]] Result<ApiKey> make_api_key(const ApiKeyColumns& columns);

struct SecretColumns {
  std::string_view id, org_id, kind, name, value, fingerprint;
  Timestamp created_at, updated_at;
};
[[nodiscard]] Result<SecretRecord> make_secret(const SecretColumns& columns);
[[nodiscard]] Result<WriteFence> make_fence(std::uint64_t epoch, std::string_view write_kid, std::string_view canary,
                                            Timestamp moved_at);

struct RekeyColumns {
  std::string_view id;
  std::uint64_t epoch;
  std::string_view target_kid, state;
  Timestamp started_at, updated_at;
  std::optional<Timestamp> finished_at;
  std::uint64_t total, done;
  RekeyCursor cursor;
};
[[nodiscard]] Result<RekeyJob> make_rekey_job(const RekeyColumns& columns);

/// How every envelope under `kid` begins: "rs1.<kid>.".
[[nodiscard]] std::string envelope_head(const Kid& kid);
/// The kid of what a database answers for the 9 characters behind "rs1."; empty where they are no kid and a dot.
[[nodiscard]] std::string kid_of_head(std::string_view head);

}  // namespace ratestack::service
