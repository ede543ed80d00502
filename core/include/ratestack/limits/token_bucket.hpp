// A token bucket as a state machine without a clock (contract 3.9): each try at a secret takes a token before it is
// checked; a right one gives it back.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "ratestack/base/time.hpp"
#include "ratestack/limits/sliding_window.hpp"

namespace ratestack {

/// Both at least 1; together below ten years: it comes from our own settings, and is not checked.
struct BucketRule {
  std::uint32_t capacity = 5;
  std::chrono::seconds refill{60};  // of one token
};

/// One key's, full at first. Not thread safe.
class TokenBucket {
 public:
  [[nodiscard]] Admission take(const BucketRule& rule, Timestamp now);
  /// The one token that was taken at `taken_at`, and no more: who has the right secret does not fill the bucket for who
  /// guesses. One held for as long as a token takes to refill is not given back: time has done it.
  void give_back(const BucketRule& rule, Timestamp taken_at, Timestamp now);
  /// Tokens missing at `now`, the one that is refilling included. As many as the capacity: locked.
  [[nodiscard]] std::size_t held(const BucketRule& rule, Timestamp now) const;
  /// Full, and so as good as new.
  [[nodiscard]] bool is_idle(const BucketRule& rule, Timestamp now) const { return held(rule, now) == 0; }

 private:
  void refill(const BucketRule& rule, Timestamp now);

  // Missing rather than present: a fresh bucket is all zeros, and full whatever its capacity is.
  std::int64_t missing_micros_ = 0;  // time until it is full
  std::int64_t updated_at_ = 0;
  bool locked_ = false;
};

}  // namespace ratestack
