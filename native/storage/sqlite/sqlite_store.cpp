#include "native/storage/sqlite/sqlite_store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "native/storage/shared/table_rows.hpp"
#include "native/storage/sqlite/account_tables.hpp"
#include "native/storage/sqlite/audit_scan.hpp"
#include "native/storage/sqlite/audit_tables.hpp"
#include "native/storage/sqlite/row_count_query.hpp"
#include "native/storage/sqlite/row_query.hpp"
#include "native/storage/sqlite/sqlite_error.hpp"
#include "native/storage/sqlite/transaction.hpp"
#include "native/storage/sqlite/write_transaction.hpp"

namespace ratestack::sqlite {

using service::ApiKey;
using service::AuditRowRecord;
using service::LogHead;
using service::Org;
using service::OrgHead;
using service::StoreError;

namespace {

ConnectionOptions connection_options(const SqliteOptions& options, Access access) {
  return {.access = access, .lock_timeout = options.lock_timeout, .max_pages = options.max_pages};
}

// SQLite gives the files beside it (-wal, -shm) the same permissions.
Result<void> create_private_file(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor >= 0) {
    ::close(descriptor);
    return {};
  }
  switch (errno) {
    case EEXIST:
      return {};
    case ENOENT:
    case ENOTDIR:
      return Error(StoreError::not_found, "the directory of the database file does not exist");
    case EROFS:
    case EACCES:
    case EPERM:
      return Error(StoreError::read_only, "the directory of the database file is not writable");
    case ENOSPC:
    case EDQUOT:
      return Error(StoreError::full, "the database file cannot be created");
    default:
      return Error(StoreError::fault, "the database file cannot be created");
  }
}

}  // namespace

SqliteStore::SqliteStore(std::unique_ptr<Connection> writer, const SqliteOptions& options)
    : writer_(std::move(writer)), readers_(options.lock_timeout) {}

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& path,
                                                       const SqliteOptions& options) {
  auto writer = Connection::open(path, connection_options(options, Access::read_write));
  if (!writer) return writer.error();
  if (auto current = check_schema(**writer, embedded_migrations()); !current) return current.error();
  std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(*writer), options));
  for (std::size_t i = 0; i < options.read_connections; ++i) {
    auto reader = Connection::open(path, connection_options(options, Access::read_only));
    if (!reader) return reader.error();
    store->readers_.add(std::move(*reader));
  }
  return store;
}

Result<void> SqliteStore::transact(const std::function<Result<void>(service::WriteTransaction&)>& work) {
  const std::lock_guard lock(write_mutex_);
  if (writer_->read_only()) return Error(StoreError::read_only, "the database file is not writable");
  auto transaction = Transaction::begin(*writer_);
  if (!transaction) return transaction.error();
  SqliteWriteTransaction view(*writer_);
  if (auto done = work(view); !done) return done;
  if (view.lost()) return *view.lost();
  return transaction->commit();
}

template <typename T, typename Read>
Result<T> SqliteStore::reading(const Read& read) {
  auto connection = readers_.borrow();
  if (!connection) return connection.error();
  return read(**connection);
}

Result<std::vector<AuditRowRecord>> SqliteStore::list_rows(const service::RowFilter& filter, std::size_t limit) {
  return reading<std::vector<AuditRowRecord>>([&](Connection& c) { return sqlite::list_rows(c, filter, limit); });
}

Result<service::RowCounts> SqliteStore::count_rows(const service::CountFilter& filter) {
  return reading<service::RowCounts>([&](Connection& c) { return sqlite::count_rows(c, filter); });
}

Result<LogHead> SqliteStore::log_head() { return reading<LogHead>(read_log_head); }

Result<OrgHead> SqliteStore::org_head(std::string_view org_id) {
  return reading<OrgHead>([&](Connection& c) { return read_org_head(c, org_id); });
}

Result<std::unique_ptr<service::AuditScan>> SqliteStore::scan(const service::ScanRange& range) {
  return std::unique_ptr<service::AuditScan>(std::make_unique<SqliteAuditScan>(readers_, range));
}

Result<std::optional<AuditRowRecord>> SqliteStore::find_row(std::uint64_t id) {
  return reading<std::optional<AuditRowRecord>>([&](Connection& c) { return read_row(c, id); });
}

Result<std::optional<ApiKey>> SqliteStore::find_api_key(const KeyId& id) {
  return reading<std::optional<ApiKey>>([&](Connection& c) { return read_api_key(c, id); });
}

Result<std::optional<Org>> SqliteStore::find_org(const OrgId& id) {
  return reading<std::optional<Org>>([&](Connection& c) { return read_org(c, id); });
}

Result<std::optional<Org>> SqliteStore::platform_org() { return reading<std::optional<Org>>(read_platform_org); }

Result<std::vector<Org>> SqliteStore::list_orgs(std::string_view after, std::size_t limit) {
  return reading<std::vector<Org>>([&](Connection& c) { return sqlite::list_orgs(c, after, limit); });
}

Result<std::vector<service::User>> SqliteStore::list_users(std::string_view after, std::size_t limit) {
  return reading<std::vector<service::User>>([&](Connection& c) { return sqlite::list_users(c, after, limit); });
}

Result<std::vector<ApiKey>> SqliteStore::list_api_keys(std::string_view after, std::size_t limit) {
  return reading<std::vector<ApiKey>>([&](Connection& c) { return sqlite::list_api_keys(c, after, limit); });
}

Result<std::vector<service::KeptAnswer>> SqliteStore::list_answers(std::string_view after_org,
                                                                   std::string_view after_key, std::size_t limit) {
  return reading<std::vector<service::KeptAnswer>>(
      [&](Connection& c) { return sqlite::list_answers(c, after_org, after_key, limit); });
}

Result<std::vector<service::TableRow>> SqliteStore::read_table(const service::MovedTable& table,
                                                               const service::TableRow& after, std::size_t limit) {
  return storage::read_table(SharedReadings(readers_), table, after, limit);
}

Result<void> SqliteStore::ping() {
  auto head = log_head();
  if (!head) return head.error();
  return {};
}

Result<MigrationReport> migrate(const std::filesystem::path& path, const SqliteOptions& options) {
  if (auto created = create_private_file(path); !created) return created.error();
  auto connection = Connection::open(path, connection_options(options, Access::read_write));
  if (!connection) return connection.error();
  if ((*connection)->read_only()) return Error(StoreError::read_only, "the database file is not writable");
  if (auto wal = (*connection)->execute("PRAGMA journal_mode = WAL"); !wal) return wal.error();
  return apply_migrations(**connection, embedded_migrations());
}

}  // namespace ratestack::sqlite
