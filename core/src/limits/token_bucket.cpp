#include "ratestack/limits/token_bucket.hpp"

#include <algorithm>
#include <utility>

namespace ratestack {
namespace {

constexpr std::int64_t kMicros = 1'000'000;

std::int64_t token_of(const BucketRule& rule) { return rule.refill.count() * kMicros; }
std::int64_t full_of(const BucketRule& rule) { return token_of(rule) * rule.capacity; }

}  // namespace

// A clock that was stepped back refills nothing, and goes on from where it is.
void TokenBucket::refill(const BucketRule& rule, Timestamp now) {
  const std::int64_t passed = std::max<std::int64_t>(0, now.micros() - updated_at_);
  missing_micros_ = std::clamp<std::int64_t>(missing_micros_ - passed, 0, full_of(rule));
  updated_at_ = now.micros();
}

Admission TokenBucket::take(const BucketRule& rule, Timestamp now) {
  using Change = Admission::Change;
  refill(rule, now);
  const std::int64_t wait = missing_micros_ + token_of(rule) - full_of(rule);
  if (wait <= 0) {
    missing_micros_ += token_of(rule);
    const bool was_locked = std::exchange(locked_, false);
    return {std::nullopt, was_locked ? Change::unlocked : Change::none};
  }
  const bool was_locked = std::exchange(locked_, true);
  return {std::chrono::seconds((wait + kMicros - 1) / kMicros), was_locked ? Change::none : Change::locked};
}

void TokenBucket::give_back(const BucketRule& rule, Timestamp taken_at, Timestamp now) {
  if (now.micros() - taken_at.micros() >= token_of(rule)) return;
  missing_micros_ = std::max<std::int64_t>(0, missing_micros_ - token_of(rule));
}

std::size_t TokenBucket::held(const BucketRule& rule, Timestamp now) const {
  TokenBucket later = *this;
  later.refill(rule, now);
  return static_cast<std::size_t>((later.missing_micros_ + token_of(rule) - 1) / token_of(rule));
}

}  // namespace ratestack
