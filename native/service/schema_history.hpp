// The history of a database's schema: numbered scripts that only ever go forward, each kept with the SHA-256 of its
// text, so that nobody edits history unnoticed. The rules are one; each store applies them in its own words.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/base/result.hpp"

namespace ratestack::service {

/// A script that this program was built with.
struct Migration {
  std::int64_t version;       // contiguous from 1
  std::string_view name;      // "0001_foundation"
  std::string_view checksum;  // SHA-256 of `sql`, hex
  std::string_view sql;
};

/// What a database says was applied to it.
struct AppliedMigration {
  std::int64_t version = 0;
  std::string name, checksum;
};

struct MigrationReport {
  std::int64_t from_version = 0;  // 0: a new database
  std::int64_t to_version = 0;
  std::vector<std::string> applied;  // names, in order; empty when nothing was to do
};

/// How many of `known` are applied, each the same as we know it. `applied` in the order of versions. Errors:
/// schema_ahead, schema_changed.
[[nodiscard]] Result<std::size_t> count_applied(std::span<const AppliedMigration> applied,
                                                std::span<const Migration> known);

}  // namespace ratestack::service
