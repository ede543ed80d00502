// One connection to Redis, with a deadline for each call.
//
// hiredis connects and takes answers apart; sending, receiving and waiting are here, because its own timeouts begin
// anew with each piece of an answer, and a write of its to a peer that went away raises SIGPIPE.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "native/redis/deadline.hpp"
#include "native/redis/redis_address.hpp"
#include "native/redis/reply.hpp"

struct redisContext;

namespace ratestack::redis {

/// Not thread safe. After an error that is no answer it is broken, and good for nothing but to be closed.
class Connection {
 public:
  /// `host` is the numeric address to connect to, where the address names one by TCP: nothing is looked up here.
  /// Signs in and chooses the database. Errors: unreachable, too_slow, refused.
  static Result<std::unique_ptr<Connection>> open(const RedisAddress& address, const std::string& host,
                                                  Deadline deadline);

  /// Sends commands, already as bytes, and answers as many replies: errors that Redis answers are replies, too.
  Result<std::vector<Reply>> call(std::string_view commands, std::size_t replies, Deadline deadline);
  Result<Reply> call(std::string_view command, Deadline deadline);

  [[nodiscard]] bool broken() const noexcept { return broken_; }
  /// The server has closed it, or says something that nobody asked for. Costs one system call.
  [[nodiscard]] bool is_stale() const noexcept;

 private:
  struct Free {
    void operator()(redisContext* context) const noexcept;
  };
  explicit Connection(redisContext* context) : context_(context) {}

  [[nodiscard]] int descriptor() const noexcept;
  Result<void> finish_connecting(Deadline deadline);
  Result<void> sign_in(const RedisAddress& address, Deadline deadline);
  Result<void> send(std::string_view bytes, Deadline deadline);
  Result<Reply> receive(Deadline deadline);
  Result<void> receive_piece(Deadline deadline);
  Result<void> wait(short events, Deadline deadline) const;
  Error broke(Error error);

  std::unique_ptr<redisContext, Free> context_;
  bool broken_ = false;
};

}  // namespace ratestack::redis
