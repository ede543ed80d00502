#include "ratestack/limits/sliding_window.hpp"

#include <algorithm>

namespace ratestack {
namespace {

constexpr std::int64_t kMicros = 1'000'000;

std::int64_t span_of(const WindowRule& rule) { return rule.span.count() * kMicros; }

}  // namespace

// A clock that was stepped back must neither open the window nor keep it shut until it has caught up: what lies ahead
// of it counts from now on.
void SlidingWindow::forget(const WindowRule& rule, Timestamp now) {
  for (auto at = taken_.rbegin(); at != taken_.rend() && *at > now.micros(); ++at) *at = now.micros();
  while (!taken_.empty() && taken_.front() <= now.micros() - span_of(rule)) taken_.pop_front();
}

Admission SlidingWindow::take(const WindowRule& rule, Timestamp now) {
  using Change = Admission::Change;
  forget(rule, now);
  if (taken_.size() < rule.places) {
    taken_.push_back(now.micros());
    const bool was_locked = std::exchange(locked_, false);
    return {std::nullopt, was_locked ? Change::unlocked : Change::none};
  }
  const std::int64_t wait = taken_.front() + span_of(rule) - now.micros();
  const bool was_locked = std::exchange(locked_, true);
  return {std::chrono::seconds(std::max<std::int64_t>(1, (wait + kMicros - 1) / kMicros)),
          was_locked ? Change::none : Change::locked};
}

void SlidingWindow::give_back(Timestamp taken_at) {
  const auto found = std::find(taken_.begin(), taken_.end(), taken_at.micros());
  if (found != taken_.end()) taken_.erase(found);
}

bool SlidingWindow::is_idle(const WindowRule& rule, Timestamp now) const {
  return taken_.empty() || taken_.back() <= now.micros() - span_of(rule);
}

}  // namespace ratestack
