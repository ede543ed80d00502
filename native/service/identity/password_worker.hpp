// Where bcrypt runs: a few threads of low priority with a short queue, so that a storm of sign-ins neither blocks the
// reactor threads nor starves the session checks beside it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace ratestack::service {

struct PasswordWorkerLimits {
  std::size_t threads = 2;
  std::chrono::milliseconds longest_wait{4000};  // for a place at a thread; beyond, work is refused
  std::chrono::milliseconds first_guess{250};    // of one piece of work, until some have been measured
};

class PasswordWorker {
 public:
  using Work = std::function<void()>;

  explicit PasswordWorker(PasswordWorkerLimits limits = {});
  /// Stops; equal to stop().
  ~PasswordWorker();
  PasswordWorker(const PasswordWorker&) = delete;
  PasswordWorker& operator=(const PasswordWorker&) = delete;

  /// Any thread; never blocks. Nothing: the work will run. Otherwise it will not, and in so many seconds there is
  /// likely to be room.
  [[nodiscard]] std::optional<std::chrono::seconds> submit(Work work);
  /// Runs what was accepted, refuses the rest, joins. Idempotent.
  void stop();

 private:
  void run();
  [[nodiscard]] std::chrono::microseconds expected_wait() const;

  const PasswordWorkerLimits limits_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Work> queue_;
  std::chrono::microseconds one_takes_;  // a moving mean
  bool stopping_ = false;
  std::once_flag joined_;
  std::vector<std::thread> threads_;
};

}  // namespace ratestack::service
