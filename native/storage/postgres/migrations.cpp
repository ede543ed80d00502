#include "native/storage/postgres/migrations.hpp"

#include "native/storage/postgres/transaction_statements.hpp"

namespace ratestack::postgres {
namespace {

using service::Migration;
using service::MigrationReport;
using service::StoreError;

constexpr std::string_view kCreateHistory =
    "CREATE TABLE IF NOT EXISTS schema_migrations (version bigint PRIMARY KEY, name text NOT NULL, "
    "checksum text NOT NULL, applied_at bigint NOT NULL)";

constexpr Statement kLock{"lock_schema", "SELECT pg_advisory_xact_lock(1381192769, 0)"};
constexpr Statement kHasHistory{"has_history", "SELECT to_regclass('public.schema_migrations') IS NOT NULL"};
constexpr Statement kTables{"tables", "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"};
constexpr Statement kHistory{"history", "SELECT version, name, checksum FROM schema_migrations ORDER BY version"};
constexpr Statement kServerRole{"server_role", "SELECT set_config('ratestack.server_role', $1, true)"};
constexpr Statement kRecord{
    "record_migration",
    "INSERT INTO schema_migrations VALUES ($1, $2, $3, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)"};

// A database with tables but without our history is some other program's: hands off.
Result<void> refuse_foreign(Connection& connection, Deadline deadline) {
  auto tables = connection.run(kTables, {}, deadline);
  if (!tables) return tables.error();
  if (tables->integer(0, 0) != 0) {
    return Error(StoreError::schema_changed, "the database holds tables of another program");
  }
  return {};
}

Result<std::size_t> applied_count(Connection& connection, std::span<const Migration> known, Deadline deadline) {
  auto history = connection.run(kHasHistory, {}, deadline);
  if (!history) return history.error();
  if (!history->boolean(0, 0)) {
    if (auto ours = refuse_foreign(connection, deadline); !ours) return ours.error();
    return std::size_t{0};
  }
  auto rows = connection.run(kHistory, {}, deadline);
  if (!rows) return rows.error();
  std::vector<service::AppliedMigration> applied;
  applied.reserve(static_cast<std::size_t>(rows->size()));
  for (int i = 0; i < rows->size(); ++i) {
    applied.push_back({rows->integer(i, 0), std::string(rows->text(i, 1)), std::string(rows->text(i, 2))});
  }
  return service::count_applied(applied, known);
}

Result<void> run_script(Connection& connection, const Migration& migration, const std::string& server_role,
                        Deadline deadline) {
  if (auto created = connection.run_script(kCreateHistory, deadline); !created) return created;
  connection.send(kServerRole, Params().add(std::string_view(server_role)));
  if (auto set = connection.receive(deadline); !set) return set.error();
  if (auto done = connection.run_script(migration.sql, deadline); !done) {
    return Error(done.error().code, std::string(migration.name) + ": " + done.error().context);
  }
  auto recorded =
      connection.run(kRecord, Params().add(migration.version).add(migration.name).add(migration.checksum), deadline);
  if (!recorded) return recorded.error();
  return {};
}

// Applies the next missing one, if any. What is missing is read under the lock: another program may have been faster.
Result<bool> apply_next(Connection& connection, std::span<const Migration> known, const std::string& server_role,
                        MigrationReport& report, Deadline deadline) {
  connection.send(kBegin);
  connection.send(kLock);
  if (auto locked = connection.receive(deadline); !locked) return locked.error();
  auto count = applied_count(connection, known, deadline);
  if (!count) return count.error();
  report.to_version = static_cast<std::int64_t>(*count);
  if (report.applied.empty()) report.from_version = report.to_version;
  const bool missing = *count < known.size();
  if (missing) {
    if (auto done = run_script(connection, known[*count], server_role, deadline); !done) return done.error();
  }
  if (auto committed = connection.run(kCommit, {}, deadline); !committed) return committed.error();
  if (!missing) return false;
  report.applied.emplace_back(known[*count].name);
  report.to_version = known[*count].version;
  return true;
}

}  // namespace

Result<void> check_schema(Connection& connection, std::span<const Migration> known, Deadline deadline) {
  auto count = applied_count(connection, known, deadline);
  if (!count) return count.error();
  if (*count < known.size()) return Error(StoreError::schema_behind, std::string(known[*count].name));
  return {};
}

Result<MigrationReport> apply_migrations(Connection& connection, std::span<const Migration> known,
                                         const std::string& server_role, Deadline deadline) {
  MigrationReport report;
  for (;;) {
    auto more = apply_next(connection, known, server_role, report, deadline);
    if (!more) {
      if (!connection.broken()) static_cast<void>(connection.run(kRollback, {}, deadline));
      return more.error();
    }
    if (!*more) return report;
  }
}

}  // namespace ratestack::postgres
