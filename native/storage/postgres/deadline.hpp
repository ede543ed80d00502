// How long a call may take in all, however many round trips it makes.
#pragma once

#include <algorithm>
#include <chrono>

namespace ratestack::postgres {

using Clock = std::chrono::steady_clock;

class Deadline {
 public:
  static Deadline in(std::chrono::milliseconds time) { return Deadline(Clock::now() + time); }
  /// This one, or `time` from now if that is sooner.
  [[nodiscard]] Deadline at_most(std::chrono::milliseconds time) const {
    return Deadline(std::min(at_, Clock::now() + time));
  }
  [[nodiscard]] bool passed() const { return Clock::now() >= at_; }
  /// Never negative.
  [[nodiscard]] std::chrono::milliseconds left() const {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(at_ - Clock::now());
    return std::max(left, std::chrono::milliseconds(0));
  }

 private:
  explicit Deadline(Clock::time_point at) : at_(at) {}
  Clock::time_point at_;
};

}  // namespace ratestack::postgres
