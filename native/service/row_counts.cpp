#include "native/service/row_counts.hpp"

#include <algorithm>

namespace ratestack::service {

void RowCounter::add(std::string_view action, std::uint64_t step, std::uint64_t events, std::uint64_t oldest) {
  counts_[{std::string(action), step}] += events;
  if (!oldest_ || oldest < oldest_->first) oldest_ = {oldest, step};
  if (oldest == oldest_->first) oldest_->second = std::max(oldest_->second, step);
}

RowCounts RowCounter::counts(Rest rest) const {
  RowCounts out;
  out.items.reserve(counts_.size());
  for (const auto& [place, count] : counts_) out.items.push_back({place.first, start_of(place.second), count});
  out.complete_from = rest == Rest::none ? filter_.from : complete_from();
  return out;
}

Timestamp RowCounter::start_of(std::uint64_t step) const {
  return Timestamp::from_micros(filter_.from.micros() + static_cast<std::int64_t>(step) * filter_.step_micros);
}

// What was not read was recorded before the oldest stretch that was, hence before the last of its rows that were
// recorded when they happened; the step that this one lies in may miss some.
Timestamp RowCounter::complete_from() const {
  return oldest_ ? std::min(start_of(oldest_->second + 1), filter_.to) : filter_.to;
}

}  // namespace ratestack::service
