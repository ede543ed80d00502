// How long a call may take in all, connecting included.
#pragma once

#include <algorithm>
#include <chrono>

namespace ratestack::redis {

using Clock = std::chrono::steady_clock;

class Deadline {
 public:
  static Deadline in(std::chrono::milliseconds time) { return Deadline(Clock::now() + time); }
  [[nodiscard]] bool passed() const { return Clock::now() >= at_; }
  [[nodiscard]] Clock::time_point at() const { return at_; }
  /// Never negative; rounded up, so that who waits for it does not wake just before it.
  [[nodiscard]] std::chrono::milliseconds left() const {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(at_ - Clock::now());
    return std::max(left, std::chrono::milliseconds(0));
  }

 private:
  explicit Deadline(Clock::time_point at) : at_(at) {}
  Clock::time_point at_;
};

}  // namespace ratestack::redis
