// A rate lock as a state machine without a clock: requested, committed, expired; and the price when it is locked anew.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "ratestack/base/time.hpp"
#include "ratestack/lending/amounts.hpp"

namespace ratestack {

/// None negative, and below ten years together: it comes from our own settings, and is not checked.
struct LockRules {
  std::chrono::seconds commit_within = std::chrono::hours(24);       // a request that waits longer has lapsed
  std::chrono::seconds relock_window = std::chrono::hours(24 * 30);  // after expiry: worst-case pricing until then
  Points extension_fee_per_day = Points::literal<-18'750>();         // added to the price, so below zero
  std::int64_t max_extension_days = 30;                              // of one lock, all extensions together
};

enum class LockState : std::uint8_t { requested, committed, expired };
[[nodiscard]] std::string_view to_string(LockState state) noexcept;

/// All that there is to store of a lock.
struct LockRecord {
  LockDays days;
  Price price;  // with the fees of its extensions
  Timestamp requested_at;
  std::optional<Timestamp> committed_at;
  std::int64_t extended_days = 0;

  friend bool operator==(const LockRecord&, const LockRecord&) = default;
};

[[nodiscard]] LockRecord request_lock(LockDays days, Price price, Timestamp now) noexcept;

/// The first moment at which it no longer holds: `commit_within` after the request, or once committed, its days and
/// extensions (of 24 hours each) after the commitment.
[[nodiscard]] Timestamp expires_at(const LockRecord& lock, const LockRules& rules) noexcept;
[[nodiscard]] LockState state_at(const LockRecord& lock, const LockRules& rules, Timestamp now) noexcept;

/// The record after it. Errors: lock_lapsed, lock_not_requested (committed already).
[[nodiscard]] Result<LockRecord> commit_lock(const LockRecord& lock, const LockRules& rules, Timestamp now);

/// `days` more of a committed lock, each for the fee. Errors: lock_not_committed, lock_lapsed, out_of_range (days below
/// one), extension_too_long, overflow.
[[nodiscard]] Result<LockRecord> extend_lock(const LockRecord& lock, std::int64_t days, const LockRules& rules,
                                             Timestamp now);

/// The price at which a loan that had this lock can be locked again: until `relock_window` after its expiry the worse
/// of the old and the current one, so that nobody gains by letting a lock lapse in a falling market; from then on, or
/// where the old one was never committed, the current one. Error: lock_live (it holds still, requested or committed).
[[nodiscard]] Result<Price> relock_price(const LockRecord& old, Price current, const LockRules& rules, Timestamp now);

}  // namespace ratestack
