#include "tests/support/sqlite_file.hpp"

#include <gtest/gtest.h>

namespace ratestack::testing {

RawSqlite::RawSqlite(const std::filesystem::path& file) {
  sqlite3* raw = nullptr;
  sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr);
  db_.reset(raw);
}

std::string RawSqlite::run(const std::string& sql) {
  const int code = sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? "" : sqlite3_errmsg(db_.get());
}

std::string RawSqlite::query(const std::string& sql) {
  std::string value;
  const auto keep_first = [](void* out, int, char** columns, char**) {
    if (columns[0] != nullptr) *static_cast<std::string*>(out) = columns[0];
    return 1;
  };
  sqlite3_exec(db_.get(), sql.c_str(), keep_first, &value, nullptr);
  return value;
}

SqliteFile::SqliteFile(const sqlite::SqliteOptions& options) : options_(options) {
  const auto migrated = sqlite::migrate(path(), options_);
  EXPECT_TRUE(migrated) << migrated.error().message();
  reopen();
}

void SqliteFile::tamper(const std::string& sql) {
  const std::string drop =
      "DROP TRIGGER IF EXISTS common_audit_log_continues; DROP TRIGGER IF EXISTS common_audit_log_no_update; "
      "DROP TRIGGER IF EXISTS common_audit_log_no_delete; ";
  EXPECT_EQ(RawSqlite(path()).run(drop + sql), "");
}

}  // namespace ratestack::testing
