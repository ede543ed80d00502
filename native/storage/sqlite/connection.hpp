// One SQLite connection: how it is opened, and its cache of prepared statements.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "native/storage/sqlite/statement.hpp"

struct sqlite3;

namespace ratestack::sqlite {

enum class Access { read_write, read_only };

struct ConnectionOptions {
  Access access = Access::read_write;
  std::chrono::milliseconds lock_timeout{5000};
  std::optional<std::uint32_t> max_pages;  // the file never grows beyond; absent: no bound
};

/// Not thread safe: one thread at a time.
class Connection {
 public:
  /// Opens an existing file. Errors: not_found, read_only (its directory refuses the files beside it), corrupt,
  /// unavailable. A file without write permission opens, and says so in `read_only()`.
  static Result<std::unique_ptr<Connection>> open(const std::filesystem::path& path, const ConnectionOptions& options);

  /// From the cache, or prepared. The same text must not be in use already.
  Result<Statement> prepare(std::string_view sql);
  /// Runs a script of statements, not cached.
  Result<void> execute(const char* script);
  [[nodiscard]] bool in_transaction() const noexcept;
  /// Rows that the last statement wrote.
  [[nodiscard]] std::uint64_t changes() const noexcept;
  [[nodiscard]] bool read_only() const noexcept;

 private:
  struct CloseDatabase {
    void operator()(sqlite3* db) const noexcept;
  };
  struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  using Database = std::unique_ptr<sqlite3, CloseDatabase>;
  using Prepared = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

  explicit Connection(Database database) : database_(std::move(database)) {}
  Result<void> configure(const ConnectionOptions& options);

  Database database_;
  std::map<std::string, Prepared, std::less<>> cache_;  // after database_: finalised before it closes
};

}  // namespace ratestack::sqlite
