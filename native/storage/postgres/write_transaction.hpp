// service::WriteTransaction over one writing connection. What only writes is sent and not waited for: its failure shows
// in the next answer that is.
#pragma once

#include <memory>
#include <optional>

#include "native/service/store.hpp"
#include "native/storage/postgres/connection.hpp"
#include "native/storage/postgres/secret_writer.hpp"

namespace ratestack::postgres {

class PostgresWriteTransaction final : public service::WriteTransaction {
 public:
  /// `connection` is in no transaction; the first call begins one. All calls together keep to `deadline`.
  PostgresWriteTransaction(Connection& connection, Deadline deadline);
  /// Rolls back what is not committed.
  ~PostgresWriteTransaction() override;
  PostgresWriteTransaction(const PostgresWriteTransaction&) = delete;
  PostgresWriteTransaction& operator=(const PostgresWriteTransaction&) = delete;

  Result<service::Heads> heads(std::span<const std::string> org_ids) override;
  Result<void> append_rows(std::span<const service::NewAuditRow> rows) override;
  Result<void> insert_org(const service::Org& org) override;
  Result<void> insert_user(const service::User& user) override;
  Result<void> insert_api_key(const service::ApiKey& key) override;
  Result<std::optional<service::RememberedAnswer>> find_answer(std::string_view org_id, std::string_view key) override;
  Result<void> remember_answer(std::string_view org_id, std::string_view key, const service::RememberedAnswer& answer,
                               Timestamp now) override;
  Result<void> forget_answers_before(Timestamp time) override;
  service::SecretWriter& secrets() override { return secrets_; }
  service::IdentityWriter& identity() override { return *identity_; }
  service::AuthorizationWriter& authorization() override { return *authorization_; }
  service::LendingWriter& lending() override { return *lending_; }
  Result<void> insert_missing(const service::MovedTable& table, std::span<const service::TableRow> rows) override;
  Result<void> nested(const std::function<Result<void>()>& step) override;

  /// For the parts of the transaction: sends a statement, or sends one and waits for its answer.
  Result<void> send(const Statement& statement, const Params& params);
  Result<Rows> run(const Statement& statement, const Params& params);

  /// On failure nothing of the transaction remains, unless the connection was lost: then nobody knows.
  Result<void> commit();
  /// Why the transaction can no longer be committed, if so. Every later call answers the same.
  [[nodiscard]] const std::optional<Error>& lost() const noexcept { return lost_; }

  /// Where to look whether a transaction was committed after all.
  struct LastRow {
    std::uint64_t id = 0;
    Digest entry_hash;
  };
  [[nodiscard]] const std::optional<LastRow>& last_row() const noexcept { return last_row_; }

 private:
  class Savepoint;
  /// Calls `action` inside the transaction; what fails outside of a nested step loses all of it.
  template <typename T>
  Result<T> guarded(const std::function<Result<T>()>& action);
  /// The same for what is only sent.
  Result<void> sending(const std::function<void()>& send);
  void note(const Error& error);
  void begin();

  Connection& connection_;
  const Deadline deadline_;
  bool begun_ = false, ended_ = false;
  bool in_step_ = false;
  std::optional<Error> lost_;
  std::optional<LastRow> last_row_;
  PostgresSecretWriter secrets_{*this};
  std::unique_ptr<service::IdentityWriter> identity_;            // over this very object
  std::unique_ptr<service::AuthorizationWriter> authorization_;  // likewise
  std::unique_ptr<service::LendingWriter> lending_;              // likewise
};

}  // namespace ratestack::postgres
