// A migrated SQLite file of a test's own, the store over it, and another hand that edits it behind the store's back.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "native/storage/sqlite/sqlite_store.hpp"
#include "tests/support/temp_dir.hpp"

namespace ratestack::testing {

/// A plain connection, as the sqlite3 command line has it: none of the server's settings.
class RawSqlite {
 public:
  explicit RawSqlite(const std::filesystem::path& file);
  /// SQLite's message; empty on success.
  std::string run(const std::string& sql);
  /// First column of the first row; empty without one.
  std::string query(const std::string& sql);

 private:
  struct Close {
    void operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }
  };
  std::unique_ptr<sqlite3, Close> db_;
};

class SqliteFile {
 public:
  explicit SqliteFile(const sqlite::SqliteOptions& options = {});
  [[nodiscard]] std::filesystem::path path() const { return directory_.path() / "store.db"; }
  [[nodiscard]] std::filesystem::path directory() const { return directory_.path(); }
  /// Migrated, open.
  sqlite::SqliteStore& store() { return *store_; }
  /// Closes the store, so that everything is in the one file.
  void close() { store_.reset(); }
  void reopen() { store_ = std::move(sqlite::SqliteStore::open(path(), options_).value()); }

  /// Edits the log as someone with the file in hand: drops the triggers first. Fails the test on an SQL error.
  void tamper(const std::string& sql);

 private:
  sqlite::SqliteOptions options_;
  TempDir directory_;
  std::unique_ptr<sqlite::SqliteStore> store_;
};

}  // namespace ratestack::testing
