// Migrations of an SQLite file. Each script runs in one transaction together with its entry in schema_migrations.
#pragma once

#include <span>

#include "native/service/schema_history.hpp"
#include "native/storage/sqlite/connection.hpp"

namespace ratestack::sqlite {

using service::Migration;
using service::MigrationReport;

/// Those that this program was built with.
[[nodiscard]] std::span<const Migration> embedded_migrations();

/// Whether the database stands exactly at the last of `known`. Errors: schema_behind, schema_ahead, schema_changed.
Result<void> check_schema(Connection& connection, std::span<const Migration> known);

/// Applies what is missing, in order. Two programs may run it at once: the second waits, then finds nothing to do.
/// Errors: schema_ahead, schema_changed (history differs, or the file belongs to another program), unavailable, ...
Result<MigrationReport> apply_migrations(Connection& connection, std::span<const Migration> known);

}  // namespace ratestack::sqlite
