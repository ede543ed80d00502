// Where the data is, and the store over it: the one place that knows both databases.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "native/service/schema_history.hpp"
#include "native/service/store.hpp"
#include "native/storage/postgres/target.hpp"

namespace ratestack::app {

/// An SQLite file, which need not exist yet, or a PostgreSQL database.
using Database = std::variant<std::filesystem::path, postgres::Target>;

/// What messages may show: a path, or a URL without its password.
[[nodiscard]] std::string describe(const Database& database);

/// Opens a migrated database. `readers` threads may read at once without waiting for each other.
Result<std::unique_ptr<service::Store>> open_store(const Database& database, std::size_t readers);

/// Brings it to this program's schema. An SQLite file is created where it is missing, with its directory, for its owner
/// alone; in PostgreSQL `server_role` gets a server's rights.
Result<service::MigrationReport> migrate(const Database& database, const std::string& server_role);

/// An error of either, as one line that says what to do.
[[nodiscard]] std::string explain(const Error& error, const Database& database);

inline constexpr std::string_view kDefaultServerRole = "ratestack_server";

}  // namespace ratestack::app
