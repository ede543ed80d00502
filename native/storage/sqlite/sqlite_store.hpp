// A store in one SQLite file: write-ahead log, every commit on the disk before it is acknowledged, one writing
// connection, a few reading ones.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

#include "native/service/store.hpp"
#include "native/storage/shared/authorization_reader.hpp"
#include "native/storage/shared/identity_reader.hpp"
#include "native/storage/shared/lending_reader.hpp"
#include "native/storage/sqlite/migrations.hpp"
#include "native/storage/sqlite/read_pool.hpp"
#include "native/storage/sqlite/secret_reader.hpp"
#include "native/storage/sqlite/shared_rows.hpp"

namespace ratestack::sqlite {

struct SqliteOptions {
  std::chrono::milliseconds lock_timeout{5000};  // for another process's lock, and for a free reading connection
  std::size_t read_connections = 4;
  std::optional<std::uint32_t> max_pages;  // of 4096 bytes; StoreError::full beyond
};

/// Thread safe. The file may be used by several processes of one machine at once.
class SqliteStore final : public service::Store {
 public:
  /// Opens a migrated file. Errors: not_found (no such file), corrupt (damaged, or no database), schema_behind,
  /// schema_ahead, schema_changed, read_only (a directory that refuses the write-ahead log), unavailable (locked).
  /// A file without write permission opens: reading works, writing answers read_only.
  static Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& path,
                                                   const SqliteOptions& options = {});

  Result<void> transact(const std::function<Result<void>(service::WriteTransaction&)>& work) override;
  Result<std::vector<service::AuditRowRecord>> list_rows(const service::RowFilter& filter, std::size_t limit) override;
  Result<service::RowCounts> count_rows(const service::CountFilter& filter) override;
  Result<service::LogHead> log_head() override;
  Result<service::OrgHead> org_head(std::string_view org_id) override;
  Result<std::unique_ptr<service::AuditScan>> scan(const service::ScanRange& range) override;
  Result<std::optional<service::AuditRowRecord>> find_row(std::uint64_t id) override;
  Result<std::optional<service::ApiKey>> find_api_key(const KeyId& id) override;
  Result<std::optional<service::Org>> find_org(const OrgId& id) override;
  Result<std::optional<service::Org>> platform_org() override;
  Result<std::vector<service::Org>> list_orgs(std::string_view after, std::size_t limit) override;
  Result<std::vector<service::User>> list_users(std::string_view after, std::size_t limit) override;
  Result<std::vector<service::ApiKey>> list_api_keys(std::string_view after, std::size_t limit) override;
  Result<std::vector<service::KeptAnswer>> list_answers(std::string_view after_org, std::string_view after_key,
                                                        std::size_t limit) override;
  Result<std::vector<service::TableRow>> read_table(const service::MovedTable& table, const service::TableRow& after,
                                                    std::size_t limit) override;
  service::SecretReader& secrets() override { return secrets_; }
  service::IdentityReader& identity() override { return identity_; }
  service::AuthorizationReader& authorization() override { return authorization_; }
  service::LendingReader& lending() override { return lending_; }
  Result<void> ping() override;
  /// Always zero: one machine has no connection to lose, and its lock waits in line.
  [[nodiscard]] service::StoreCounters counters() const override { return {}; }

 private:
  SqliteStore(std::unique_ptr<Connection> writer, const SqliteOptions& options);
  template <typename T, typename Read>
  Result<T> reading(const Read& read);

  std::mutex write_mutex_;
  std::unique_ptr<Connection> writer_;
  ReadPool readers_;
  SqliteSecretReader secrets_{readers_};
  storage::IdentityReaderOn<SharedReadings> identity_{SharedReadings(readers_)};
  storage::AuthorizationReaderOn<SharedReadings> authorization_{SharedReadings(readers_)};
  storage::LendingReaderOn<SharedReadings> lending_{SharedReadings(readers_)};
};

/// Brings the file to this program's schema; creates it (readable by its owner alone) if it does not exist.
Result<MigrationReport> migrate(const std::filesystem::path& path, const SqliteOptions& options = {});

}  // namespace ratestack::sqlite
