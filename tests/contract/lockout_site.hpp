// The counters in Redis with a clock that tests set.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "native/redis/redis_lockout.hpp"
#include "tests/support/redis_server.hpp"
#include "tests/support/set_clock.hpp"

namespace ratestack::contract {

/// Changes of mode, as they are told.
class ModeLog {
 public:
  service::OnLockoutMode listener();
  [[nodiscard]] std::vector<service::LockoutMode> told() const;
  /// False where it is not told so many changes in time.
  [[nodiscard]] bool wait_for(std::size_t changes);

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<service::LockoutMode> told_;
};

/// Sends commands as somebody with Redis in hand.
class RedisHand {
 public:
  explicit RedisHand(const std::string& url);
  /// A string, a status or an error; the integers of a flat array one a line.
  std::string ask(const std::vector<std::string>& words);

 private:
  redis::Reply reply(const std::vector<std::string>& words);
  std::unique_ptr<redis::Connection> connection_;
};

/// Patient, as machines that run tests may be slow; probes soon.
redis::RedisLockoutOptions patient_options(const service::LockoutRules& rules = {});
/// With scripts that take their time from the key `test:now`.
redis::RedisLockoutOptions with_set_time(redis::RedisLockoutOptions options);
std::unique_ptr<redis::RedisLockout> open_lockout(const std::string& url, const service::Clock& clock,
                                                  redis::RedisLockoutOptions options);

class RedisSite {
 public:
  explicit RedisSite(const service::LockoutRules& rules = {});
  void advance(std::chrono::milliseconds time);

  testing::RedisServer server;
  testing::SetClock clock;
  RedisHand hand;
  std::unique_ptr<redis::RedisLockout> lockout;

 private:
  void set_time();
};

}  // namespace ratestack::contract
