// A call that reads: a connection of the pool, a deadline, and a second try where an idle connection had been lost.
#pragma once

#include <atomic>
#include <chrono>

#include "native/storage/postgres/pool.hpp"

namespace ratestack::postgres {

/// Thread safe.
class Reading {
 public:
  Reading(Pool& pool, std::chrono::milliseconds patience, std::atomic<std::uint64_t>& retries)
      : pool_(pool), patience_(patience), retries_(retries) {}

  /// Calls `read(Connection&, Deadline)`, which answers a Result, on a session that sees the rows of `scope`.
  template <typename Read>
  auto run(const Scope& scope, std::chrono::milliseconds patience, const Read& read)
      -> decltype(read(std::declval<Connection&>(), std::declval<Deadline>())) {
    const Deadline deadline = Deadline::in(patience);
    constexpr int kTries = 2;  // a connection that lay idle may have been lost long ago
    for (int tries = 1;; ++tries) {
      auto lease = pool_.borrow(deadline);
      if (!lease) return lease.error();
      (*lease)->set_scope(scope);
      auto done = read(**lease, deadline);
      if (done || !is_transient(done.error())) return done;
      if (tries == kTries) return final_error(done.error());
      ++retries_;
      pool_.drop_idle();
    }
  }
  template <typename Read>
  auto run(const Scope& scope, const Read& read) {
    return run(scope, patience_, read);
  }

 private:
  Pool& pool_;
  const std::chrono::milliseconds patience_;
  std::atomic<std::uint64_t>& retries_;
};

}  // namespace ratestack::postgres
