#include "native/app/database.hpp"

#include "native/service/store_words.hpp"
#include "native/storage/postgres/postgres_store.hpp"
#include "native/storage/sqlite/sqlite_store.hpp"

namespace ratestack::app {
namespace {

namespace fs = std::filesystem;
using service::Store;
using service::StoreError;

template <typename... Cases>
struct Match : Cases... {
  using Cases::operator()...;
};
template <typename... Cases>
Match(Cases...) -> Match<Cases...>;

/// Creates the directory of a new database, for its owner alone; an existing one keeps its mode.
Result<void> make_private_directory(const fs::path& directory) {
  std::error_code error;
  if (directory.empty() || !fs::create_directories(directory, error)) {
    if (error) return Error(StoreError::not_found, "its directory cannot be created: " + error.message());
    return {};
  }
  fs::permissions(directory, fs::perms::owner_all, error);
  return {};
}

Result<std::unique_ptr<Store>> open_file(const fs::path& file, std::size_t readers) {
  sqlite::SqliteOptions options;
  options.read_connections = readers;
  auto store = sqlite::SqliteStore::open(file, options);
  if (!store) return store.error();
  return std::unique_ptr<Store>(std::move(*store));
}

Result<std::unique_ptr<Store>> open_server(const postgres::Target& target, std::size_t readers) {
  postgres::PostgresOptions options;
  options.read_connections = readers;
  auto store = postgres::PostgresStore::open(target, options);
  if (!store) return store.error();
  return std::unique_ptr<Store>(std::move(*store));
}

Result<service::MigrationReport> migrate_file(const fs::path& file) {
  if (auto made = make_private_directory(file.parent_path()); !made) return made.error();
  return sqlite::migrate(file);
}

}  // namespace

std::string describe(const Database& database) {
  return std::visit(Match{[](const fs::path& file) { return file.string(); },
                          [](const postgres::Target& target) { return target.describe(); }},
                    database);
}

Result<std::unique_ptr<Store>> open_store(const Database& database, std::size_t readers) {
  return std::visit(Match{[&](const fs::path& file) { return open_file(file, readers); },
                          [&](const postgres::Target& target) { return open_server(target, readers); }},
                    database);
}

Result<service::MigrationReport> migrate(const Database& database, const std::string& server_role) {
  return std::visit(Match{[](const fs::path& file) { return migrate_file(file); },
                          [&](const postgres::Target& target) { return postgres::migrate(target, server_role); }},
                    database);
}

// PostgreSQL's errors come with their remedy; those of a schema, and an SQLite file's, follow from their kind.
std::string explain(const Error& error, const Database& database) {
  const auto is_one_of = [&](auto... kinds) { return ((error.code == make_error_code(kinds)) || ...); };
  const bool is_of_store = error.code.category() == make_error_code(StoreError::fault).category();
  const bool of_schema = is_one_of(StoreError::schema_ahead, StoreError::schema_behind, StoreError::schema_changed);
  const bool is_server = std::holds_alternative<postgres::Target>(database);
  if (is_server && is_of_store && !of_schema && !error.context.empty())
    return describe(database) + ": " + error.context;
  return service::explain_store_error(error, describe(database));
}

}  // namespace ratestack::app
