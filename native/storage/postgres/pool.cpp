#include "native/storage/postgres/pool.hpp"

#include <utility>

namespace ratestack::postgres {

Pool::Lease::~Lease() {
  if (connection_) pool_->take_back(std::move(connection_));
}

Result<Pool::Lease> Pool::borrow(Deadline deadline) {
  {
    std::unique_lock lock(mutex_);
    const auto can_go_on = [this] { return !idle_.empty() || open_ < most_; };
    if (!returned_.wait_for(lock, deadline.left(), can_go_on)) {
      return Error(service::StoreError::unavailable, "every reading connection is in use");
    }
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(connection));
    }
    ++open_;
  }
  return make(deadline);
}

Result<Pool::Lease> Pool::make(Deadline deadline) {
  auto connection = connector_.connect(deadline);
  if (connection) return Lease(*this, std::move(*connection));
  forget_one();
  return connection.error();
}

void Pool::drop_idle() {
  std::vector<std::unique_ptr<Connection>> dropped;
  {
    const std::lock_guard lock(mutex_);
    dropped = std::exchange(idle_, {});
    open_ -= dropped.size();
  }
  returned_.notify_all();
}

void Pool::take_back(std::unique_ptr<Connection> connection) {
  if (connection->broken() || connection->in_transaction()) {
    connection.reset();
    return forget_one();
  }
  {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

void Pool::forget_one() {
  {
    const std::lock_guard lock(mutex_);
    --open_;
  }
  returned_.notify_one();
}

}  // namespace ratestack::postgres
