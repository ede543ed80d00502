// A store in a PostgreSQL database that any number of servers share: one writing connection, a few reading ones, each
// call bounded by a deadline.
//
// Appending: a transaction takes the head of the log by an advisory lock, reads the heads in the same round trip, and
// in a second one writes its rows, moves the heads and commits. So servers take turns, batch by batch. Whoever holds
// the head and does nothing for `stall_bound` is put out: by the server itself when it is idle, by the next in line
// when it is stopped in the middle of a message.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>

#include "native/service/schema_history.hpp"
#include "native/service/store.hpp"
#include "native/storage/postgres/connector.hpp"
#include "native/storage/postgres/pool.hpp"
#include "native/storage/postgres/reading.hpp"
#include "native/storage/postgres/secret_reader.hpp"
#include "native/storage/postgres/shared_rows.hpp"
#include "native/storage/postgres/turns.hpp"
#include "native/storage/postgres/write_transaction.hpp"
#include "native/storage/shared/authorization_reader.hpp"
#include "native/storage/shared/identity_reader.hpp"
#include "native/storage/shared/lending_reader.hpp"

namespace ratestack::postgres {

struct PostgresOptions {
  std::chrono::milliseconds read_deadline{3000};   // of one call that reads
  std::chrono::milliseconds write_deadline{8000};  // of one transaction with all its tries
  std::chrono::milliseconds probe_deadline{
      1000};  // of a ping, and of a transaction while the server is known to be away
  std::chrono::milliseconds stall_bound{2000};
  std::size_t read_connections = 4;
};

/// Thread safe.
class PostgresStore final : public service::Store {
 public:
  /// Connects as the server's role, which must not be able to rewrite the log. Errors, each with what to do:
  /// access_denied (password, rights, or too many of them), not_found (database), unavailable, unsupported, read_only
  /// (a standby), schema_behind, schema_ahead, schema_changed.
  static Result<std::unique_ptr<PostgresStore>> open(const Target& target, const PostgresOptions& options = {});

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
  [[nodiscard]] service::StoreCounters counters() const override;

 private:
  using Work = std::function<Result<void>(service::WriteTransaction&)>;
  using LastRow = PostgresWriteTransaction::LastRow;

  PostgresStore(const Target& target, const PostgresOptions& options);
  Result<void> try_until(Deadline deadline, const Work& work);
  Result<void> attempt(const Work& work, std::optional<LastRow>& in_doubt, Deadline deadline);
  Result<Connection*> writing_connection(Deadline deadline);
  Result<bool> was_committed(Connection& connection, const LastRow& row, Deadline deadline);
  void evict_stalled(Deadline deadline);
  template <typename T, typename Read>
  Result<T> reading(const Read& read) {
    return reading_.run(Scope::platform(), read);
  }

  const PostgresOptions options_;
  std::atomic<std::uint64_t> retries_{0}, evictions_{0};
  Connector writers_, readers_;
  Pool pool_;
  Reading reading_;
  PostgresSecretReader secrets_{reading_};
  storage::IdentityReaderOn<SharedReadings> identity_{SharedReadings(reading_)};
  storage::AuthorizationReaderOn<SharedReadings> authorization_{SharedReadings(reading_)};
  storage::LendingReaderOn<SharedReadings> lending_{SharedReadings(reading_)};
  Turns write_turns_;
  std::unique_ptr<Connection> writer_;  // whose turn it is has it, as what follows
  bool away_ = false;                   // the last transaction found no server
};

/// Brings the database to this program's schema, as its owner; `server_role` gets a server's rights.
Result<service::MigrationReport> migrate(const Target& target, const std::string& server_role);

}  // namespace ratestack::postgres
