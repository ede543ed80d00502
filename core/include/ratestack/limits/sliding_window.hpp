// An exact sliding window of failures, as a state machine without a clock (contract 3.9).
//
// An attempt takes a place before its secret is checked and gives it back when the secret was right, so that attempts
// at the same moment cannot all pass for the price of one. A refused attempt leaves no trace: a lock ends by itself,
// however often it is tried.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>

#include "ratestack/base/time.hpp"

namespace ratestack {

struct WindowRule {
  std::size_t places = 10;  // failures, and attempts under way, within the span
  std::chrono::seconds span{15 * 60};
};

/// What became of an attempt.
struct Admission {
  std::optional<std::chrono::seconds> retry_after;  // refused: at least a second, until a place comes free
  enum class Change {
    none,
    locked,
    unlocked
  } change = Change::none;  // the first refused one, the first admitted again

  [[nodiscard]] bool admitted() const noexcept { return !retry_after; }
};

class SlidingWindow {
 public:
  [[nodiscard]] Admission take(const WindowRule& rule, Timestamp now);
  /// Gives back the place taken at `taken_at`, and no other.
  void give_back(Timestamp taken_at);
  /// Nothing in it would be remembered: it may be dropped.
  [[nodiscard]] bool is_idle(const WindowRule& rule, Timestamp now) const;

 private:
  void forget(const WindowRule& rule, Timestamp now);

  std::deque<std::int64_t> taken_;  // microseconds, oldest first
  bool locked_ = false;
};

}  // namespace ratestack
