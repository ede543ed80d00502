// Migrations of a PostgreSQL database. One program at a time, under an advisory lock; each script runs in one
// transaction together with its entry in schema_migrations.
#pragma once

#include <span>
#include <string>

#include "native/service/schema_history.hpp"
#include "native/storage/postgres/connection.hpp"

namespace ratestack::postgres {

/// Those that this program was built with.
[[nodiscard]] std::span<const service::Migration> embedded_migrations();

/// Whether the database stands exactly at the last of `known`. Errors: schema_behind, schema_ahead, schema_changed.
Result<void> check_schema(Connection& connection, std::span<const service::Migration> known, Deadline deadline);

/// Applies what is missing, in order, as the owner; `server_role` gets the rights that a server needs. Errors:
/// schema_ahead, schema_changed, access_denied, not_found (no such role), ...
Result<service::MigrationReport> apply_migrations(Connection& connection, std::span<const service::Migration> known,
                                                  const std::string& server_role, Deadline deadline);

}  // namespace ratestack::postgres
