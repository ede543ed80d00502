// Makes connections, and after a failure leaves the server in peace for a while.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <random>

#include "native/storage/postgres/connection.hpp"

namespace ratestack::postgres {

/// How long to wait after the n-th failure in a row: doubling up to a bound, and by chance between half and the whole
/// of it, so that replicas do not all come back at the same moment.
class Backoff {
 public:
  Backoff(std::chrono::milliseconds first, std::chrono::milliseconds bound) : first_(first), bound_(bound) {}
  [[nodiscard]] std::chrono::milliseconds next();
  void reset() { failures_ = 0; }

 private:
  const std::chrono::milliseconds first_, bound_;
  unsigned failures_ = 0;
  std::minstd_rand chance_{std::random_device{}()};
};

/// Thread safe.
class Connector {
 public:
  Connector(Target target, SessionOptions options) : target_(std::move(target)), options_(options) {}

  /// While it backs off, answers the last failure at once.
  Result<std::unique_ptr<Connection>> connect(Deadline deadline);
  /// Connections made after the first one.
  [[nodiscard]] std::uint64_t reconnects() const { return made_ > first_ones_ ? made_ - first_ones_ : 0; }
  /// How many of them are no repair.
  void expect(std::uint64_t connections) { first_ones_ = connections; }

 private:
  [[nodiscard]] std::optional<Error> backing_off();
  void note_failure(const Error& error);

  const Target target_;
  const SessionOptions options_;
  std::atomic<std::uint64_t> made_{0}, first_ones_{1};
  std::mutex mutex_;
  Backoff backoff_{std::chrono::milliseconds(50), std::chrono::milliseconds(2000)};
  Clock::time_point not_before_{};
  Error last_failure_;
};

}  // namespace ratestack::postgres
