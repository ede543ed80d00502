// A few read-only connections that any thread may borrow: reading never waits for the writer, and never for long for
// another reader.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "native/storage/sqlite/connection.hpp"

namespace ratestack::sqlite {

class ReadPool {
 public:
  /// A connection on loan; goes back by itself. Must not outlive the pool.
  class Lease {
   public:
    Lease(ReadPool& pool, std::unique_ptr<Connection> connection);
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    ReadPool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  explicit ReadPool(std::chrono::milliseconds patience) : patience_(patience) {}
  void add(std::unique_ptr<Connection> connection);
  /// StoreError::unavailable when no connection comes free within the patience.
  Result<Lease> borrow();

 private:
  const std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace ratestack::sqlite
