#include "native/storage/sqlite/read_pool.hpp"

#include <utility>

namespace ratestack::sqlite {

ReadPool::Lease::Lease(ReadPool& pool, std::unique_ptr<Connection> connection)
    : pool_(&pool), connection_(std::move(connection)) {}

ReadPool::Lease::~Lease() {
  if (connection_) pool_->add(std::move(connection_));
}

void ReadPool::add(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

Result<ReadPool::Lease> ReadPool::borrow() {
  std::unique_lock lock(mutex_);
  const auto deadline = std::chrono::steady_clock::now() + patience_;
  if (!returned_.wait_until(lock, deadline, [this] { return !idle_.empty(); })) {
    return Error(service::StoreError::unavailable, "every reading connection is in use");
  }
  // The one used last: its page cache is the warmest.
  auto connection = std::move(idle_.back());
  idle_.pop_back();
  return Lease(*this, std::move(connection));
}

}  // namespace ratestack::sqlite
