#include "native/redis/connection_pool.hpp"

#include <utility>

namespace ratestack::redis {

ConnectionPool::Lease::~Lease() {
  if (connection_) pool_->take_back(std::move(connection_));
}

// A server that was started anew has closed every connection: that is found out here, not by a decision that fails.
Result<ConnectionPool::Lease> ConnectionPool::borrow(Deadline deadline) {
  while (true) {
    auto idle = take_idle(deadline);
    if (!idle) return idle.error();
    if (*idle == nullptr) return make(deadline);
    if (!(*idle)->is_stale()) return Lease(*this, std::move(*idle));
    forget_one();
  }
}

Result<std::unique_ptr<Connection>> ConnectionPool::take_idle(Deadline deadline) {
  std::unique_lock lock(mutex_);
  const auto can_go_on = [this] { return !idle_.empty() || open_ < most_; };
  if (!can_go_on() && !returned_.wait_until(lock, deadline.at(), can_go_on)) return Error(RedisError::busy);
  if (idle_.empty()) {
    ++open_;
    return std::unique_ptr<Connection>();
  }
  auto out = std::move(idle_.back());
  idle_.pop_back();
  return out;
}

Result<ConnectionPool::Lease> ConnectionPool::make(Deadline deadline) {
  std::string host;
  {
    const std::lock_guard lock(mutex_);
    host = host_;
  }
  auto connection = Connection::open(address_, host, deadline);
  if (connection) return Lease(*this, std::move(*connection));
  forget_one();
  return connection.error();
}

void ConnectionPool::set_host(const std::string& host) {
  const std::lock_guard lock(mutex_);
  host_ = host;
}

void ConnectionPool::take_back(std::unique_ptr<Connection> connection) {
  if (connection->broken()) {
    connection.reset();
    return forget_one();
  }
  {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

void ConnectionPool::forget_one() {
  {
    const std::lock_guard lock(mutex_);
    --open_;
  }
  returned_.notify_one();
}

}  // namespace ratestack::redis
