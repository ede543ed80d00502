// The schema's history: numbered scripts that only ever go forward. Each runs in one transaction together with its
// entry in schema_migrations, which keeps the script's SHA-256, so that nobody edits history unnoticed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "native/storage/sqlite/connection.hpp"

namespace ratestack::sqlite {

struct Migration {
  std::int64_t version;       // contiguous from 1
  std::string_view name;      // "0001_foundation"
  std::string_view checksum;  // SHA-256 of `sql`, hex
  std::string_view sql;
};

/// Those that this program was built with.
[[nodiscard]] std::span<const Migration> embedded_migrations();

struct MigrationReport {
  std::int64_t from_version = 0;  // 0: a new database
  std::int64_t to_version = 0;
  std::vector<std::string> applied;  // names, in order; empty when nothing was to do
};

/// Whether the database stands exactly at the last of `known`. Errors: schema_behind, schema_ahead, schema_changed.
Result<void> check_schema(Connection& connection, std::span<const Migration> known);

/// Applies what is missing, in order. Two programs may run it at once: the second waits, then finds nothing to do.
/// Errors: schema_ahead, schema_changed (history differs, or the file belongs to another program), unavailable, ...
Result<MigrationReport> apply_migrations(Connection& connection, std::span<const Migration> known);

}  // namespace ratestack::sqlite
