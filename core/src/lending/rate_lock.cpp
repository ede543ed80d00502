#include "ratestack/lending/rate_lock.hpp"

#include <algorithm>
#include <array>

namespace ratestack {
namespace {

Timestamp later(Timestamp from, std::chrono::seconds by) noexcept {
  return Timestamp::from_micros(from.micros() + std::chrono::microseconds(by).count());
}

}  // namespace

std::string_view to_string(LockState state) noexcept {
  constexpr std::array<std::string_view, 3> kNames{"requested", "committed", "expired"};
  return kNames[static_cast<std::size_t>(state)];
}

LockRecord request_lock(LockDays days, Price price, Timestamp now) noexcept {
  return {days, price, now, std::nullopt, 0};
}

Timestamp expires_at(const LockRecord& lock, const LockRules& rules) noexcept {
  if (!lock.committed_at) return later(lock.requested_at, rules.commit_within);
  return later(*lock.committed_at, std::chrono::hours(24) * (lock.days.units() + lock.extended_days));
}

LockState state_at(const LockRecord& lock, const LockRules& rules, Timestamp now) noexcept {
  if (now >= expires_at(lock, rules)) return LockState::expired;
  return lock.committed_at ? LockState::committed : LockState::requested;
}

Result<LockRecord> commit_lock(const LockRecord& lock, const LockRules& rules, Timestamp now) {
  if (lock.committed_at) return LendingError::lock_not_requested;
  if (state_at(lock, rules, now) == LockState::expired) return LendingError::lock_lapsed;
  LockRecord committed = lock;
  committed.committed_at = now;
  return committed;
}

Result<LockRecord> extend_lock(const LockRecord& lock, std::int64_t days, const LockRules& rules, Timestamp now) {
  if (!lock.committed_at) return LendingError::lock_not_committed;
  if (state_at(lock, rules, now) == LockState::expired) return LendingError::lock_lapsed;
  if (days < 1) return LendingError::out_of_range;
  if (days > rules.max_extension_days - lock.extended_days) return LendingError::extension_too_long;
  const auto fee = multiply_divide(rules.extension_fee_per_day.units(), days, 1, Rounding::toward_zero);
  if (!fee) return fee.error();
  const auto points = Points::from_units(fee.value());
  if (!points) return LendingError::overflow;
  const auto price = checked_add(lock.price, points.value());
  if (!price) return price.error();
  LockRecord extended = lock;
  extended.price = price.value();
  extended.extended_days += days;
  return extended;
}

Result<Price> relock_price(const LockRecord& old, Price current, const LockRules& rules, Timestamp now) {
  if (state_at(old, rules, now) != LockState::expired) return LendingError::lock_live;
  const bool was_held = old.committed_at.has_value();
  if (was_held && now < later(expires_at(old, rules), rules.relock_window)) return std::min(old.price, current);
  return current;
}

}  // namespace ratestack
