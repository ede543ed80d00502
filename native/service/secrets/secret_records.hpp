// What the stores keep of secrets.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "ratestack/base/ids.hpp"
#include "ratestack/base/time.hpp"
#include "ratestack/secrets/master_key.hpp"

namespace ratestack::service {

enum class SecretKind { imap, webhook, config };
[[nodiscard]] std::string_view to_string(SecretKind kind) noexcept;
[[nodiscard]] std::optional<SecretKind> parse_secret_kind(std::string_view text) noexcept;

/// What a tenant calls a secret by.
struct SecretName {
  OrgId org_id;
  SecretKind kind;
  std::string name;
};

struct SecretRecord {
  SecretId id;  // what the ciphertext is bound to, with organisation, table and column
  SecretName name;
  std::string envelope;
  std::string fingerprint;  // of the value, under the key that it was first sealed with
  Timestamp created_at;
  Timestamp updated_at;  // by its owner; a rekey changes no value
};

/// Which key is written under. The epoch counts its changes: a rotation, or one taken back.
struct WriteFence {
  std::uint64_t epoch = 0;
  Kid write_kid;
  std::string canary;  // sealed under write_kid
  Timestamp moved_at;
};

/// One row of a registered column.
struct SealedRow {
  std::int64_t row_no = 0;
  std::string id, org_id, envelope;
};

/// Rows after < row_no <= up_to, in order, without those under `not_under`.
struct SealedRange {
  std::int64_t after = 0;
  std::int64_t up_to = std::numeric_limits<std::int64_t>::max();
  std::size_t limit = 0;
  std::optional<Kid> not_under = {};
};

struct Resealed {
  std::int64_t row_no = 0;
  std::string row_id;
  std::string before, after;
};

/// Rows whose envelope names one key; an empty kid for what is no envelope of this version.
struct KidCount {
  std::string kid;
  std::uint64_t rows = 0;
};

enum class RekeyState {
  running,
  done,
  superseded  // the fence moved on: a later rekey sees to the rest
};
[[nodiscard]] std::string_view to_string(RekeyState state) noexcept;
[[nodiscard]] std::optional<RekeyState> parse_rekey_state(std::string_view text) noexcept;

/// Where the next stretch begins: a place in kSecretColumns, and a row of it.
struct RekeyCursor {
  std::uint64_t column = 0;
  std::int64_t row = 0;
};

struct RekeyJob {
  JobId id;
  std::uint64_t epoch = 0;
  Kid target;
  RekeyState state = RekeyState::running;
  Timestamp started_at;
  Timestamp updated_at;
  std::optional<Timestamp> finished_at = {};
  std::uint64_t total = 0;  // rows under other keys when it began
  std::uint64_t done = 0;
  RekeyCursor cursor = {};
};

struct QuarantinedRow {
  std::string table, column, row_id, org_id;
  std::string reason;  // name of a SecretError
  Timestamp noticed_at;
};

}  // namespace ratestack::service
