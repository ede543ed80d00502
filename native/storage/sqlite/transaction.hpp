// BEGIN IMMEDIATE to COMMIT as a scope: what is not committed is rolled back.
#pragma once

#include <functional>

#include "native/storage/sqlite/connection.hpp"

namespace ratestack::sqlite {

class Transaction {
 public:
  /// Takes the write lock at once, waiting up to the connection's lock timeout.
  static Result<Transaction> begin(Connection& connection);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  /// On failure nothing of the transaction remains.
  Result<void> commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;  // null once committed or moved from
};

/// One state of the database for several reads, until the end of the scope.
class Snapshot {
 public:
  static Result<Snapshot> begin(Connection& connection);
  Snapshot(Snapshot&& other) noexcept;
  Snapshot& operator=(Snapshot&&) = delete;
  ~Snapshot();

 private:
  explicit Snapshot(Connection& connection) : connection_(&connection) {}
  Connection* connection_;  // null once moved from
};

/// Runs `step` under a savepoint: when it fails, what it did is undone and the transaction around it goes on.
Result<void> with_savepoint(Connection& connection, const std::function<Result<void>()>& step);

}  // namespace ratestack::sqlite
