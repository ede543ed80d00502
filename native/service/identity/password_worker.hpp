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
  std::size_t threads = 0;                       // 0: one a processor
  std::chrono::milliseconds longest_wait{2000};  // that is to be expected for a place at a thread; beyond, refused
  std::chrono::milliseconds patience{8000};      // of who waits, when it took longer than expected
  std::chrono::milliseconds first_guess{250};    // of one piece of work, until some have been measured
};

class PasswordWorker {
 public:
  using Work = std::function<void()>;
  using Now = std::function<std::chrono::steady_clock::time_point()>;

  explicit PasswordWorker(PasswordWorkerLimits limits = {}, Now now = std::chrono::steady_clock::now);
  /// Stops; equal to stop().
  ~PasswordWorker();
  PasswordWorker(const PasswordWorker&) = delete;
  PasswordWorker& operator=(const PasswordWorker&) = delete;

  /// Any thread; never blocks. Nothing: `work` will run, or `too_late` in its place where there is one and the turn
  /// came only when whoever asked has given up (`patience`); exactly one of them, once. Otherwise neither will, and in
  /// so many seconds what is waiting now is done.
  [[nodiscard]] std::optional<std::chrono::seconds> submit(Work work, Work too_late = {});
  /// Runs what was accepted, refuses the rest, joins. Idempotent.
  void stop();
  [[nodiscard]] std::size_t threads() const noexcept { return thread_count_; }

 private:
  struct Job {
    Work work, too_late;
    std::chrono::steady_clock::time_point submitted;
  };
  void run();
  std::optional<Job> next();
  /// How long it took; nothing when it came too late.
  std::optional<std::chrono::microseconds> perform(const Job& job) const;
  [[nodiscard]] std::chrono::microseconds expected_wait() const;

  const PasswordWorkerLimits limits_;
  const Now now_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> queue_;
  std::chrono::microseconds one_takes_;  // a moving mean
  bool stopping_ = false;
  std::once_flag joined_;
  const std::size_t thread_count_;
  std::vector<std::thread> threads_;
};

}  // namespace ratestack::service
