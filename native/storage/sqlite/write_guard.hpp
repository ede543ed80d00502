// Notices when SQLite has rolled a transaction back by itself.
#pragma once

#include <optional>
#include <utility>

#include "native/storage/sqlite/connection.hpp"

namespace ratestack::sqlite {

/// A full disk can make SQLite roll the whole transaction back inside a statement. Writing on would then commit each
/// statement by itself, so nothing is written any more.
class WriteGuard {
 public:
  explicit WriteGuard(Connection& connection) : connection_(connection) {}

  /// Calls `write` unless the transaction is lost; notices when it becomes so.
  template <typename Write>
  auto run(const Write& write) -> decltype(write()) {
    if (lost_) return *lost_;
    auto done = write();
    if (!done && !lost_ && !connection_.in_transaction()) lost_ = done.error();
    return done;
  }

  [[nodiscard]] const std::optional<Error>& lost() const noexcept { return lost_; }

 private:
  Connection& connection_;
  std::optional<Error> lost_;
};

}  // namespace ratestack::sqlite
