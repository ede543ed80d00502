// One at a time, and nobody waits longer than a deadline. (A std::timed_mutex would say the same; the thread sanitizer
// of gcc 12 does not see it being locked.)
#pragma once

#include <condition_variable>
#include <mutex>

#include "native/storage/postgres/deadline.hpp"

namespace ratestack::postgres {

class Turns {
 public:
  /// A turn that was taken, or, where the deadline came first, none. Gives it back by itself.
  class Turn {
   public:
    Turn(Turns& turns, Deadline deadline) : turns_(turns), taken_(turns.take(deadline)) {}
    ~Turn() {
      if (taken_) turns_.give_back();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    [[nodiscard]] bool taken() const { return taken_; }

   private:
    Turns& turns_;
    const bool taken_;
  };

 private:
  bool take(Deadline deadline) {
    std::unique_lock lock(mutex_);
    if (!given_back_.wait_for(lock, deadline.left(), [this] { return free_; })) return false;
    free_ = false;
    return true;
  }
  void give_back() {
    {
      const std::lock_guard lock(mutex_);
      free_ = true;
    }
    given_back_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable given_back_;
  bool free_ = true;
};

}  // namespace ratestack::postgres
