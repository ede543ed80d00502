// An exact sliding window of failures, as a state machine without a clock (contract 3.9).
//
// An attempt takes a place before its secret is checked and gives it back when the secret was right, so that attempts
// at the same moment cannot all pass for the price of one. A refused attempt leaves no trace: a lock ends by itself,
// however often it is tried.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "ratestack/base/time.hpp"

namespace ratestack {

/// Both at least 1, below a million places and ten years: it comes from our own settings, and is not checked.
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

/// One key's. Not thread safe. A few dozen bytes, and eight for each place taken.
class SlidingWindow {
 public:
  [[nodiscard]] Admission take(const WindowRule& rule, Timestamp now);
  /// Gives back one place taken at `taken_at`, and no other. One that has lapsed, or was moved by a clock stepped back,
  /// is not given back: rather a failure too many than one too few.
  void give_back(Timestamp taken_at);
  /// Places that count at `now`. As many as the rule has: locked.
  [[nodiscard]] std::size_t held(const WindowRule& rule, Timestamp now) const;
  /// No place counts any more. What is lost with it is only whether the end of a lock has been told.
  [[nodiscard]] bool is_idle(const WindowRule& rule, Timestamp now) const { return held(rule, now) == 0; }

 private:
  void forget(const WindowRule& rule, Timestamp now);

  std::vector<std::int64_t> taken_;  // microseconds, oldest first
  bool locked_ = false;
};

}  // namespace ratestack
