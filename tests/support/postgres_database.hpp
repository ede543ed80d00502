// A migrated PostgreSQL database of a test's own on the server that ctest has started (postgres_server.py), and hands
// that work on it behind the store's back: as the superuser, as the owner, as the server's role.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <vector>

#include "native/storage/postgres/postgres_store.hpp"

namespace ratestack::testing {

/// "postgresql://role@/database?host=...&port=..." of the test server.
std::string postgres_url(const std::string& role, const std::string& database);
/// Directory of the server: its socket, its certificate (server.crt), `port`.
std::string postgres_directory();

/// A plain session, as psql has it.
class RawPostgres {
 public:
  RawPostgres(const std::string& role, const std::string& database);
  /// The server's message; empty on success.
  std::string run(const std::string& sql);
  /// First column of the first row; empty without one.
  std::string query(const std::string& sql);
  /// Every row's columns, joined by "|".
  std::vector<std::string> rows(const std::string& sql);

 private:
  struct Close {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
  };
  std::unique_ptr<PGconn, Close> connection_;
};

enum class Schema { migrated, empty };

class PostgresDatabase {
 public:
  explicit PostgresDatabase(Schema schema = Schema::migrated);
  ~PostgresDatabase();
  PostgresDatabase(const PostgresDatabase&) = delete;
  PostgresDatabase& operator=(const PostgresDatabase&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] postgres::Target target(const std::string& role = "ratestack_server") const;
  /// Another store over this database, as another server would have it.
  [[nodiscard]] std::unique_ptr<postgres::PostgresStore> open(const postgres::PostgresOptions& options = {}) const;
  [[nodiscard]] RawPostgres as(const std::string& role) const { return {role, name_}; }
  /// Edits the log as someone with the database in hand: switches its triggers off first. Fails the test on an SQL
  /// error.
  void tamper(const std::string& sql) const;

 private:
  std::string name_;
};

}  // namespace ratestack::testing
