#include "native/storage/sqlite/connection.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <system_error>

#include "native/storage/sqlite/sqlite_error.hpp"

namespace ratestack::sqlite {
namespace {

using service::StoreError;

// WAL mode is kept in the file; the rest holds for a connection. FULL makes every commit wait for the disk.
// A larger checkpoint interval than SQLite's 1000 pages rewrites the hot pages of the indexes less often.
constexpr const char* kPragmas =
    "PRAGMA synchronous = FULL;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA recursive_triggers = ON;"  // so that REPLACE, too, meets the triggers that refuse DELETE
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA wal_autocheckpoint = 4000;"
    "PRAGMA journal_size_limit = 67108864;";

// KiB. The writer keeps a whole batch in memory before it goes to the write-ahead log in one piece; readers mostly pass
// by.
const char* cache_pragma(Access access) {
  return access == Access::read_write ? "PRAGMA cache_size = -16384" : "PRAGMA cache_size = -4096";
}

int open_flags(Access access) {
  const int mode = access == Access::read_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  return mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
}

bool may_write(const std::filesystem::path& path) { return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0; }

// "Unable to open" has several causes that SQLite does not tell apart; the file system does.
Error explain(Error error, int code, const std::filesystem::path& path) {
  std::error_code ignored;
  if ((code & 0xff) != SQLITE_CANTOPEN) return error;
  if (!std::filesystem::exists(path, ignored)) return Error(StoreError::not_found, "the database file does not exist");
  if (!may_write(path.parent_path().empty() ? "." : path.parent_path())) {
    return Error(StoreError::read_only, "the directory of the database file is not writable");
  }
  return error;
}

}  // namespace

void Connection::CloseDatabase::operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }

void Connection::FinalizeStatement::operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }

Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path& path,
                                                     const ConnectionOptions& options) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, open_flags(options.access), nullptr);
  Database database(raw);
  if (code != SQLITE_OK) return explain(to_error(code, raw == nullptr ? 0 : sqlite3_system_errno(raw)), code, path);
  std::unique_ptr<Connection> connection(new Connection(std::move(database)));
  if (auto configured = connection->configure(options); !configured) {
    return explain(configured.error(), sqlite3_errcode(raw), path);
  }
  return connection;
}

Result<void> Connection::configure(const ConnectionOptions& options) {
  sqlite3_busy_timeout(database_.get(), static_cast<int>(options.lock_timeout.count()));
  if (auto done = execute(kPragmas); !done) return done;
  if (auto done = execute(cache_pragma(options.access)); !done) return done;
  if (options.max_pages) {
    if (auto done = execute(("PRAGMA max_page_count = " + std::to_string(*options.max_pages)).c_str()); !done)
      return done;
  }
  // The first real read of the file: tells a damaged or foreign file apart at once.
  return execute("SELECT count(*) FROM sqlite_master");
}

Result<Statement> Connection::prepare(std::string_view sql) {
  if (const auto found = cache_.find(sql); found != cache_.end()) return Statement(found->second.get());
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  if (code != SQLITE_OK) return last_error(database_.get());
  cache_.emplace(std::string(sql), Prepared(raw));
  return Statement(raw);
}

Result<void> Connection::execute(const char* script) {
  const int code = sqlite3_exec(database_.get(), script, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return last_error(database_.get());
  return {};
}

std::uint64_t Connection::changes() const noexcept {
  return static_cast<std::uint64_t>(sqlite3_changes(database_.get()));
}

bool Connection::in_transaction() const noexcept { return sqlite3_get_autocommit(database_.get()) == 0; }

bool Connection::read_only() const noexcept { return sqlite3_db_readonly(database_.get(), "main") == 1; }

}  // namespace ratestack::sqlite
