#include "ratestack/limits/sliding_window.hpp"

#include <algorithm>
#include <utility>

namespace ratestack {
namespace {

constexpr std::int64_t kMicros = 1'000'000;

std::int64_t span_of(const WindowRule& rule) { return rule.span.count() * kMicros; }

}  // namespace

// A clock that was stepped back must neither open the window nor keep it shut until it has caught up: what lies ahead
// of it counts from now on.
void SlidingWindow::forget(const WindowRule& rule, Timestamp now) {
  for (auto at = taken_.rbegin(); at != taken_.rend() && *at > now.micros(); ++at) *at = now.micros();
  const auto first_kept = std::upper_bound(taken_.begin(), taken_.end(), now.micros() - span_of(rule));
  taken_.erase(taken_.begin(), first_kept);
}

Admission SlidingWindow::take(const WindowRule& rule, Timestamp now) {
  using Change = Admission::Change;
  forget(rule, now);
  if (taken_.size() < rule.places) {
    taken_.push_back(now.micros());
    const bool was_locked = std::exchange(locked_, false);
    return {std::nullopt, was_locked ? Change::unlocked : Change::none};
  }
  // Until fewer than `places` count: with a rule made narrower since, that is not the oldest one's end.
  const std::int64_t wait = taken_[taken_.size() - rule.places] + span_of(rule) - now.micros();
  const bool was_locked = std::exchange(locked_, true);
  return {std::chrono::seconds((wait + kMicros - 1) / kMicros), was_locked ? Change::none : Change::locked};
}

void SlidingWindow::give_back(Timestamp taken_at) {
  const auto found = std::lower_bound(taken_.begin(), taken_.end(), taken_at.micros());
  if (found != taken_.end() && *found == taken_at.micros()) taken_.erase(found);
}

std::size_t SlidingWindow::held(const WindowRule& rule, Timestamp now) const {
  const auto first_held = std::upper_bound(taken_.begin(), taken_.end(), now.micros() - span_of(rule));
  return static_cast<std::size_t>(taken_.end() - first_held);
}

}  // namespace ratestack
