// Ends the connections whose time is over.
//
// Pistache has time limits of its own, and they are switched off: its timer may remove a connection while the same
// thread still holds an event of it, or an answer on its way removes it in the middle of its removal. Either throws
// where nobody catches, and the server ends. Here a connection is shut down at the socket, which its reactor thread
// reads as the client's leaving: one way out, on one thread.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "native/http/dispatcher.hpp"
#include "native/http/pistache/connection.hpp"
#include "native/http/server.hpp"

namespace ratestack::http {

class Reaper {
 public:
  /// Runs a thread until it is destroyed. The dispatcher must outlive it.
  Reaper(Dispatcher& dispatcher, std::shared_ptr<InFlight> in_flight, const TimeLimits& limits);

  [[nodiscard]] const TimeLimits& limits() const noexcept { return limits_; }
  /// Any thread. A connection is forgotten when it has gone.
  void watch(const std::shared_ptr<Connection>& connection);
  /// When it returns, nothing is ended or answered from here any more. Once.
  void stop();

 private:
  void run(const std::stop_token& stop);
  [[nodiscard]] bool wait(const std::stop_token& stop);
  void look_at(const std::shared_ptr<Connection>& connection, TimeLimit::Clock::time_point now);
  void refuse(const std::shared_ptr<Connection>& connection);

  Dispatcher& dispatcher_;
  const std::shared_ptr<InFlight> in_flight_;
  const TimeLimits limits_;
  std::vector<std::weak_ptr<Connection>> watched_;  // of the thread alone
  std::mutex mutex_;
  std::condition_variable_any woken_;
  std::vector<std::weak_ptr<Connection>> new_;  // under the lock
  std::jthread thread_;                         // last: it uses all of the above
};

}  // namespace ratestack::http
