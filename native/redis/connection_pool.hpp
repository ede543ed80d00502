// A few connections that any thread may borrow; made when they are first needed.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "native/redis/connection.hpp"

namespace ratestack::redis {

/// Any thread. The address must outlive it.
class ConnectionPool {
 public:
  /// A connection on loan; goes back by itself, or is closed where it is broken. Must not outlive the pool.
  class Lease {
   public:
    Lease(ConnectionPool& pool, std::unique_ptr<Connection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Connection& operator*() const { return *connection_; }

   private:
    ConnectionPool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  ConnectionPool(const RedisAddress& address, std::size_t most)
      : address_(address), most_(most), host_(address.host()) {}

  /// `busy` when every connection stays in use until the deadline; otherwise as Connection::open.
  Result<Lease> borrow(Deadline deadline);
  /// Where to connect from now on: a numeric address. What is connected already stays.
  void set_host(const std::string& host);

 private:
  /// An idle one, or null where one more may be made; it is counted already then.
  Result<std::unique_ptr<Connection>> take_idle(Deadline deadline);
  Result<Lease> make(Deadline deadline);
  void take_back(std::unique_ptr<Connection> connection);
  void forget_one();

  const RedisAddress& address_;
  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::string host_;                               // guarded
  std::vector<std::unique_ptr<Connection>> idle_;  // guarded
  std::size_t open_ = 0;                           // guarded: idle ones and those on loan
};

}  // namespace ratestack::redis
