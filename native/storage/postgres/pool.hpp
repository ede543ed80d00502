// A few connections that any thread may borrow for reading; made when they are first needed.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "native/storage/postgres/connector.hpp"

namespace ratestack::postgres {

class Pool {
 public:
  /// A connection on loan; goes back by itself, or is closed where it is good for nothing more. Must not outlive the
  /// pool.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection) : pool_(&pool), connection_(std::move(connection)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  Pool(Connector& connector, std::size_t most) : connector_(connector), most_(most) {}
  /// `unavailable` when every connection stays in use until the deadline; otherwise the connector's errors.
  Result<Lease> borrow(Deadline deadline);
  /// Closes those that nobody uses: a server that ended one has ended all.
  void drop_idle();

 private:
  void take_back(std::unique_ptr<Connection> connection);
  void forget_one();
  Result<Lease> make(Deadline deadline);

  Connector& connector_;
  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t open_ = 0;  // idle ones and those on loan
};

}  // namespace ratestack::postgres
