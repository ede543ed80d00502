#include "native/storage/postgres/write_transaction.hpp"

#include "native/storage/postgres/account_tables.hpp"
#include "native/storage/postgres/audit_tables.hpp"
#include "native/storage/postgres/shared_rows.hpp"
#include "native/storage/postgres/transaction_statements.hpp"
#include "native/storage/shared/authorization_writer.hpp"
#include "native/storage/shared/identity_writer.hpp"
#include "native/storage/shared/lending_writer.hpp"
#include "native/storage/shared/table_rows.hpp"

namespace ratestack::postgres {

using service::Heads;
using service::RememberedAnswer;

namespace {

constexpr Statement kSavepoint{"savepoint", "SAVEPOINT step"};
constexpr Statement kRelease{"release", "RELEASE step"};
constexpr Statement kRollbackTo{"rollback_to", "ROLLBACK TO step"};

}  // namespace

/// A step that is not released is undone, also when it ends by an exception.
class PostgresWriteTransaction::Savepoint {
 public:
  explicit Savepoint(PostgresWriteTransaction& transaction) : transaction_(transaction) {
    transaction_.begin();
    transaction_.connection_.send(kSavepoint);
    transaction_.in_step_ = true;
  }
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint() {
    transaction_.in_step_ = false;
    if (!released_ && !transaction_.lost_) undo();
  }

  /// Waits for what the step has sent.
  Result<void> release() {
    auto received = transaction_.connection_.receive(transaction_.deadline_);
    if (!received) {
      transaction_.note(received.error());
      return received.error();
    }
    transaction_.connection_.send(kRelease);
    released_ = true;
    return {};
  }

 private:
  void undo() {
    Connection& connection = transaction_.connection_;
    static_cast<void>(connection.receive(transaction_.deadline_));  // whatever came of what is on its way
    connection.send(kRollbackTo);
    connection.send(kRelease);
    if (auto undone = connection.receive(transaction_.deadline_); !undone) transaction_.lost_ = undone.error();
  }

  PostgresWriteTransaction& transaction_;
  bool released_ = false;
};

PostgresWriteTransaction::PostgresWriteTransaction(Connection& connection, Deadline deadline)
    : connection_(connection),
      deadline_(deadline),
      identity_(std::make_unique<storage::IdentityWriterOn<SharedWritings>>(SharedWritings(*this))),
      authorization_(std::make_unique<storage::AuthorizationWriterOn<SharedWritings>>(SharedWritings(*this))),
      lending_(std::make_unique<storage::LendingWriterOn<SharedWritings>>(SharedWritings(*this))) {}

PostgresWriteTransaction::~PostgresWriteTransaction() {
  if (!begun_ || ended_ || connection_.broken()) return;
  static_cast<void>(connection_.receive(deadline_));
  if (connection_.in_transaction() && !connection_.broken()) {
    static_cast<void>(connection_.run(kRollback, {}, deadline_));
  }
}

void PostgresWriteTransaction::begin() {
  if (!begun_) connection_.send(kBegin);
  begun_ = true;
}

// A failed statement undoes its step; outside of a step, or where another try is called for, it undoes everything.
void PostgresWriteTransaction::note(const Error& error) {
  if (!lost_ && (!in_step_ || is_transient(error) || connection_.broken())) lost_ = error;
}

template <typename T>
Result<T> PostgresWriteTransaction::guarded(const std::function<Result<T>()>& action) {
  if (lost_) return *lost_;
  begin();
  auto done = action();
  if (!done) note(done.error());
  return done;
}

Result<void> PostgresWriteTransaction::sending(const std::function<void()>& send) {
  return guarded<void>([&]() -> Result<void> {
    send();
    return {};
  });
}

Result<void> PostgresWriteTransaction::send(const Statement& statement, const Params& params) {
  return sending([&] { connection_.send(statement, params); });
}

Result<Rows> PostgresWriteTransaction::run(const Statement& statement, const Params& params) {
  return guarded<Rows>([&] { return connection_.run(statement, params, deadline_); });
}

Result<Heads> PostgresWriteTransaction::heads(std::span<const std::string> org_ids) {
  return guarded<Heads>([&]() -> Result<Heads> {
    send_heads(connection_, org_ids);
    auto answers = connection_.receive(deadline_);
    if (!answers) return answers.error();
    return take_heads(*answers, org_ids);
  });
}

Result<void> PostgresWriteTransaction::append_rows(std::span<const service::NewAuditRow> rows) {
  if (rows.empty()) return {};
  last_row_ = {rows.back().position.id, rows.back().entry_hash};
  return sending([&] { send_rows(connection_, rows); });
}

Result<void> PostgresWriteTransaction::insert_org(const service::Org& org) {
  return sending([&] { send_org(connection_, org); });
}

Result<void> PostgresWriteTransaction::insert_user(const service::User& user) {
  return sending([&] { send_user(connection_, user); });
}

Result<void> PostgresWriteTransaction::insert_api_key(const service::ApiKey& key) {
  return sending([&] { send_api_key(connection_, key); });
}

Result<std::optional<RememberedAnswer>> PostgresWriteTransaction::find_answer(std::string_view org_id,
                                                                              std::string_view key) {
  return guarded<std::optional<RememberedAnswer>>([&] { return read_answer(connection_, org_id, key, deadline_); });
}

Result<void> PostgresWriteTransaction::remember_answer(std::string_view org_id, std::string_view key,
                                                       const RememberedAnswer& answer, Timestamp now) {
  return sending([&] { send_answer(connection_, org_id, key, answer, now); });
}

Result<void> PostgresWriteTransaction::forget_answers_before(Timestamp time) {
  return sending([&] { send_forget_answers(connection_, time); });
}

Result<void> PostgresWriteTransaction::insert_missing(const service::MovedTable& table,
                                                      std::span<const service::TableRow> rows) {
  return storage::insert_missing(SharedWritings(*this), table, rows);
}

Result<void> PostgresWriteTransaction::nested(const std::function<Result<void>()>& step) {
  if (lost_) return *lost_;
  Savepoint savepoint(*this);
  if (auto done = step(); !done) return done;
  return savepoint.release();
}

Result<void> PostgresWriteTransaction::commit() {
  if (lost_) return *lost_;
  if (!begun_) return {};
  ended_ = true;
  connection_.send(kCommit);
  auto answers = connection_.receive(deadline_);
  if (answers) return {};
  ended_ = connection_.broken();  // otherwise it is the destructor's to roll back
  return answers.error();
}

}  // namespace ratestack::postgres
