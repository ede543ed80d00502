#include "native/storage/postgres/connector.hpp"

#include <algorithm>

namespace ratestack::postgres {
namespace {

// A server that is there answers at once; one that is not must not hold its callers for their whole deadline.
constexpr std::chrono::milliseconds kConnectPatience{1500};

}  // namespace

std::chrono::milliseconds Backoff::next() {
  const unsigned doublings = std::min(failures_++, 10U);
  const auto whole = std::min(first_ * (1U << doublings), bound_);
  std::uniform_int_distribution<std::int64_t> by_chance(whole.count() / 2, whole.count());
  return std::chrono::milliseconds(by_chance(chance_));
}

Result<std::unique_ptr<Connection>> Connector::connect(Deadline deadline) {
  if (const auto waiting = backing_off()) return *waiting;
  auto connection = Connection::open(target_, options_, deadline.at_most(kConnectPatience));
  if (!connection) {
    const Error failure = final_error(connection.error());
    note_failure(failure);
    return failure;
  }
  const std::lock_guard lock(mutex_);
  backoff_.reset();
  not_before_ = {};
  ++made_;
  return connection;
}

std::optional<Error> Connector::backing_off() {
  const std::lock_guard lock(mutex_);
  if (Clock::now() >= not_before_) return std::nullopt;
  return last_failure_;
}

void Connector::note_failure(const Error& error) {
  const std::lock_guard lock(mutex_);
  last_failure_ = error;
  not_before_ = Clock::now() + backoff_.next();
}

}  // namespace ratestack::postgres
