// The way to one Redis: a pool of connections, a deadline for every call, and a circuit breaker.
//
// A thread of its own probes while the breaker is open, looks names up and tells of changes, so that no caller ever
// waits for more than the deadline of its own call.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "native/redis/circuit_breaker.hpp"
#include "native/redis/connection_pool.hpp"
#include "native/redis/script.hpp"
#include "native/service/lockout/lockout_mode.hpp"

namespace ratestack::redis {

struct LinkOptions {
  std::chrono::milliseconds deadline{20};  // of a call, connecting included
  std::size_t connections = 16;
  BreakerRule breaker;
};

class RedisLink {
 public:
  struct Probe {
    std::size_t script;  // that is run: a Redis that answers but cannot write is none
    ScriptCall call;
  };

  /// Waits until the first probe has an outcome, a second at most. `scripts` are loaded by probes; `on_mode` is told of
  /// each change, and first where Redis cannot be reached from the start.
  RedisLink(RedisAddress address, const LinkOptions& options, std::vector<std::string> scripts, Probe probe,
            service::OnLockoutMode on_mode);
  RedisLink(const RedisLink&) = delete;
  RedisLink& operator=(const RedisLink&) = delete;
  /// Waits for a look-up of a name that is under way.
  ~RedisLink();

  /// Any thread. An error that Redis answers is `refused`; nothing is ever asked twice, but for a script that Redis has
  /// forgotten.
  Result<Reply> run(std::size_t script, const ScriptCall& call);
  Result<Reply> run(const Command& command);
  [[nodiscard]] service::LockoutMode mode() const;

 private:
  template <class Ask>
  Result<Reply> guarded(Ask&& ask);
  Result<Reply> ask_script(Connection& connection, std::size_t script, const ScriptCall& call, Deadline deadline) const;
  void note(const Result<Reply>& reply);

  void watch(const std::stop_token& stop);
  [[nodiscard]] bool probe();
  [[nodiscard]] bool probe_at(const std::string& host);
  Result<void> load_scripts(Connection& connection, Deadline deadline);
  void set_probed(bool succeeded);
  void wait_until_open(const std::stop_token& stop);
  void wait_for_turn(const std::stop_token& stop);
  void tell(service::LockoutMode mode);

  const RedisAddress address_;
  const LinkOptions options_;
  const Probe probe_;
  const service::OnLockoutMode on_mode_;
  std::vector<Script> scripts_;  // digests are set before the breaker closes for the first time
  ConnectionPool pool_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  CircuitBreaker breaker_;                                    // guarded
  bool probed_ = false;                                       // guarded
  service::LockoutMode told_ = service::LockoutMode::shared;  // the thread's own
  std::jthread thread_;
};

}  // namespace ratestack::redis
