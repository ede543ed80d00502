// A few threads with a short queue: where everything runs that may wait for a disk, so that reactor threads never do.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace ratestack::http {

struct LaneLimits {
  std::size_t threads;
  std::size_t max_queued;  // waiting, beside the running ones
};

class Lane {
 public:
  using Work = std::function<void()>;

  explicit Lane(LaneLimits limits);
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  /// Any thread; never blocks. False when the queue is full or the lane is stopping: the work will not run.
  [[nodiscard]] bool submit(Work work);
  /// Runs what was accepted, refuses the rest, joins. Idempotent; not from the lane's own threads.
  void stop();

 private:
  void run();

  const LaneLimits limits_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Work> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace ratestack::http
