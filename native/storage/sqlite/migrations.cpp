#include "native/storage/sqlite/migrations.hpp"

#include "native/storage/sqlite/transaction.hpp"

namespace ratestack::sqlite {
namespace {

using service::StoreError;

constexpr std::string_view kCreateHistory =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    "version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT";

Result<std::int64_t> read_number(Connection& connection, std::string_view sql) {
  auto statement = connection.prepare(sql);
  if (!statement) return statement.error();
  auto row = statement->step();
  if (!row) return row.error();
  return statement->integer(0);
}

Result<bool> has_history(Connection& connection) {
  auto tables = read_number(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'schema_migrations'");
  if (!tables) return tables.error();
  return *tables != 0;
}

// A file with tables but without our history is some other program's: hands off.
Result<void> refuse_foreign(Connection& connection) {
  auto tables = read_number(connection, "SELECT count(*) FROM sqlite_master");
  if (!tables) return tables.error();
  if (*tables != 0) return Error(StoreError::schema_changed, "the file holds tables of another program");
  return {};
}

// How many of `known` are applied, each the same as we know it.
Result<std::size_t> applied_count(Connection& connection, std::span<const Migration> known) {
  auto history = has_history(connection);
  if (!history) return history.error();
  if (!*history) {
    if (auto ours = refuse_foreign(connection); !ours) return ours.error();
    return std::size_t{0};
  }
  auto rows = connection.prepare("SELECT version, name, checksum FROM schema_migrations ORDER BY version");
  if (!rows) return rows.error();
  std::vector<service::AppliedMigration> applied;
  for (auto row = rows->step(); !row || *row; row = rows->step()) {
    if (!row) return row.error();
    applied.push_back({rows->integer(0), std::string(rows->text(1)), std::string(rows->text(2))});
  }
  return service::count_applied(applied, known);
}

Result<void> record(Connection& connection, const Migration& migration) {
  auto insert = connection.prepare("INSERT INTO schema_migrations VALUES (?, ?, ?, unixepoch() * 1000000)");
  if (!insert) return insert.error();
  return insert->bind(migration.version).bind(migration.name).bind(migration.checksum).run();
}

Result<void> run_script(Connection& connection, const Migration& migration) {
  auto done = connection.execute(std::string(migration.sql).c_str());
  if (!done) return Error(done.error().code, std::string(migration.name) + ": " + done.error().context);
  return record(connection, migration);
}

// Applies the next missing one, if any. What is missing is read again under the write lock: another program may have
// been faster.
Result<bool> apply_next(Connection& connection, std::span<const Migration> known, MigrationReport& report) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return transaction.error();
  auto count = applied_count(connection, known);
  if (!count) return count.error();
  report.to_version = static_cast<std::int64_t>(*count);
  if (report.applied.empty()) report.from_version = report.to_version;
  if (*count == known.size()) return false;

  if (auto created = connection.execute(std::string(kCreateHistory).c_str()); !created) return created.error();
  const Migration& next = known[*count];
  if (auto done = run_script(connection, next); !done) return done.error();
  if (auto committed = transaction->commit(); !committed) return committed.error();
  report.applied.emplace_back(next.name);
  report.to_version = next.version;
  return true;
}

}  // namespace

Result<void> check_schema(Connection& connection, std::span<const Migration> known) {
  auto count = applied_count(connection, known);
  if (!count) return count.error();
  if (*count < known.size()) return Error(StoreError::schema_behind, std::string(known[*count].name));
  return {};
}

Result<MigrationReport> apply_migrations(Connection& connection, std::span<const Migration> known) {
  MigrationReport report;
  for (;;) {
    auto more = apply_next(connection, known, report);
    if (!more) return more.error();
    if (!*more) return report;
  }
}

}  // namespace ratestack::sqlite
