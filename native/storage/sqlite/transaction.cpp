#include "native/storage/sqlite/transaction.hpp"

#include <utility>

namespace ratestack::sqlite {
namespace {

Result<void> run(Connection& connection, std::string_view sql) {
  auto statement = connection.prepare(sql);
  if (!statement) return statement.error();
  return statement->run();
}

// After some errors (disk full, I/O) SQLite has rolled back by itself.
void roll_back(Connection& connection) {
  if (connection.in_transaction()) static_cast<void>(run(connection, "ROLLBACK"));
}

class Savepoint {
 public:
  explicit Savepoint(Connection& connection) : connection_(&connection) {}
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint() {
    if (connection_ == nullptr || !connection_->in_transaction()) return;
    static_cast<void>(run(*connection_, "ROLLBACK TO step"));
    static_cast<void>(run(*connection_, "RELEASE step"));
  }
  Result<void> release() { return run(*std::exchange(connection_, nullptr), "RELEASE step"); }

 private:
  Connection* connection_;
};

}  // namespace

Result<Transaction> Transaction::begin(Connection& connection) {
  if (auto begun = run(connection, "BEGIN IMMEDIATE"); !begun) return begun.error();
  return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
  if (connection_ != nullptr) roll_back(*connection_);
}

Result<void> Transaction::commit() {
  Connection& connection = *std::exchange(connection_, nullptr);
  auto committed = run(connection, "COMMIT");
  if (!committed) roll_back(connection);
  return committed;
}

Result<Snapshot> Snapshot::begin(Connection& connection) {
  if (auto begun = run(connection, "BEGIN"); !begun) return begun.error();
  return Snapshot(connection);
}

Snapshot::Snapshot(Snapshot&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}

Snapshot::~Snapshot() {
  if (connection_ != nullptr) roll_back(*connection_);
}

Result<void> with_savepoint(Connection& connection, const std::function<Result<void>()>& step) {
  if (auto opened = run(connection, "SAVEPOINT step"); !opened) return opened;
  Savepoint savepoint(connection);
  if (auto done = step(); !done) return done;
  return savepoint.release();
}

}  // namespace ratestack::sqlite
