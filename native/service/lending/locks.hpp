// Rate locks: requested by a loan's owner on a lender's offer, committed by the lender, held for their days
// (docs/rate-sheets.md).
#pragma once

#include <optional>
#include <string>

#include "native/service/asker.hpp"
#include "native/service/lending/pricer.hpp"
#include "native/service/lending/written.hpp"
#include "ratestack/crypto/entropy.hpp"

namespace ratestack::service {

struct LockOrder {
  OfferChoice choice;
  std::optional<Price> at_least = {};  // what the requester was quoted: refused where the price is worse by now
};

/// Thread safe. Each call waits for the disk: never on a reactor thread. Errors besides those named: LendingError of
/// core's rate_lock.hpp, those of the store.
class Locks {
 public:
  Locks(Store& store, AuditWriter& writer, const Pricer& pricer, Entropy& entropy, const LockRules& rules)
      : store_(store), writer_(writer), pricer_(pricer), entropy_(entropy), rules_(rules) {}

  /// By the loan's owner. The price is that of now; within the relock window of committed locks that have lapsed, not
  /// better than what the lapsed locks' sheets said for the same choice. Row LOCK_REQUESTED, with loan and offer.
  /// Errors: not_found (the loan), no_such_offer, price_changed, lock_live.
  [[nodiscard]] Result<Written<RateLock>> request(const LoanId& loan, const LockOrder& order, const Asker& asker,
                                                  const Once<RateLock>& once) const;

  /// By the lender: not_found to anyone else, the requester too. Row LOCK_COMMITTED.
  [[nodiscard]] Result<RateLock> commit(const LockId& id, const Asker& asker) const;
  /// By the lender's own system, under a number of its own; commits the lock where that has not been done. Row
  /// LOCK_CONFIRMED. conflict: it is confirmed under another number.
  [[nodiscard]] Result<Written<RateLock>> confirm(const LockId& id, const std::string& number, const Asker& asker,
                                                  const Once<RateLock>& once) const;
  /// By the lender. `days` more, for their fee. Row LOCK_EXTENDED.
  [[nodiscard]] Result<RateLock> extend(const LockId& id, std::int64_t days, const Asker& asker) const;

  [[nodiscard]] const LockRules& rules() const noexcept { return rules_; }

 private:
  struct HeldPrice {
    Price price;
    std::optional<LockId> held_by;  // the lapsed lock that made it worse than the current one
  };
  [[nodiscard]] Result<HeldPrice> price_after_all(const std::vector<RateLock>& previous, const Loan& terms,
                                                  const Offer& current, Timestamp now) const;
  [[nodiscard]] Result<Price> price_after(const RateLock& previous, const Loan& terms, const Offer& current,
                                          Timestamp now) const;

  Store& store_;
  AuditWriter& writer_;
  const Pricer& pricer_;
  Entropy& entropy_;
  const LockRules rules_;
};

}  // namespace ratestack::service
