#include "native/service/lending/locks.hpp"

#include <algorithm>

#include "native/service/identity/identity_events.hpp"
#include "native/service/lending/lending_conflict.hpp"
#include "native/service/lending/loans.hpp"
#include "native/service/new_id.hpp"

namespace ratestack::service {
namespace {

Resource resource_of(const RateLock& lock) { return {"lock", lock.id.text(), lock.org_id}; }

std::string evidence_of(const Loan& terms, const Offer& offer) {
  return CanonicalJson::from_value(JsonObject{{"loan", terms_json(terms)}, {"offer", offer_json(offer)}})
      .value()
      .text();
}

JsonObject request_payload(const RateLock& lock) {
  JsonObject payload{{"loan_id", lock.loan_id.view()},    {"lender_org_id", lock.lender_org_id.view()},
                     {"sheet_id", lock.sheet_id.view()},  {"product", lock.product},
                     {"rate", lock.rate.to_text()},       {"lock_days", lock.lock.days.units()},
                     {"price", lock.lock.price.to_text()}};
  if (lock.relock_of) payload["relock_of"] = lock.relock_of->view();
  return payload;
}

Result<LoanRecord> own_loan(Store& store, const OrgId& org, const LoanId& id) {
  auto loan = store.lending().find_loan(org, id);
  if (!loan) return loan.error();
  if (!loan.value() || loan.value()->org_id != org) return StoreError::not_found;
  return std::move(*loan.value());
}

/// As many as can have been requested while a lapsed lock still holds its price: a request that nobody commits keeps
/// the loan for a day, and the relock window is of 30.
constexpr std::size_t kLocksThatMayHold = 64;

/// As the lender of it.
Result<RateLock> as_lender(Store& store, const OrgId& org, const LockId& id) {
  auto lock = store.lending().find_lock(org, id);
  if (!lock) return lock.error();
  if (!lock.value() || lock.value()->lender_org_id != org) return StoreError::not_found;
  return std::move(*lock.value());
}

bool is_newest(const std::optional<RateLock>& lock, const std::vector<RateLock>& newest_first) {
  if (!lock || newest_first.empty()) return !lock && newest_first.empty();
  return lock->id == newest_first.front().id && lock->version == newest_first.front().version;
}

/// Whether what the request was judged by is still so: by who has the head of the log, and so has no rival.
Result<void> check_unchanged(WriteTransaction& transaction, const LoanRecord& loan, const RateLock& lock,
                             const std::vector<RateLock>& previous) {
  const auto now_there = transaction.lending().find_loan(loan.org_id, loan.id);
  if (!now_there) return now_there.error();
  const auto& record = now_there.value();
  if (!record || record->version != loan.version) return LendingConflict::stale_version;
  const auto newest = transaction.lending().newest_lock(loan.id);
  if (!newest) return newest.error();
  // Another one came in between: it was requested a moment ago.
  if (!is_newest(newest.value(), previous)) return LendingError::lock_live;
  const auto sheet = transaction.lending().find_own_sheet(lock.lender_org_id, lock.sheet_id);
  if (!sheet) return sheet.error();
  const auto& in_force = sheet.value() ? sheet.value()->in_force : std::vector<std::string>();
  if (std::find(in_force.begin(), in_force.end(), lock.product) != in_force.end()) return {};
  return Error(LendingConflict::no_such_offer, "not_in_force");
}

/// Writes `lock` as it is after the change, at the version at which it was read.
Result<Written<RateLock>> write_lock(AuditWriter& writer, AuditEvent event, const RateLock& lock,
                                     const Once<RateLock>& once) {
  return write_once<RateLock>(writer, std::move(event), lock, once,
                              [&lock](WriteTransaction& transaction, RateLock& made) -> Result<void> {
                                const auto updated = transaction.lending().update_lock(lock);
                                if (!updated) return updated.error();
                                if (updated.value() == Spent::before) return LendingConflict::stale_version;
                                made.version = lock.version + 1;
                                return {};
                              });
}

}  // namespace

Result<Price> Locks::price_after(const RateLock& previous, const Loan& terms, const Offer& current,
                                 Timestamp now) const {
  const OfferChoice choice{previous.sheet_id, current.product, current.rate, current.lock};
  LockRecord old = previous.lock;
  const bool same = previous.product == choice.product && previous.rate == choice.rate && old.days == choice.days;
  if (!same) {
    const auto then = pricer_.offer_of_sheet(terms, choice);
    if (!then) return then.error();
    old.price = then.value() ? then.value()->price : current.price;
  }
  return relock_price(old, current.price, rules_, now);
}

// Of all of them, not of the newest alone: a request that is left to lapse would otherwise free the loan of the
// committed lock before it.
Result<Locks::HeldPrice> Locks::price_after_all(const std::vector<RateLock>& previous, const Loan& terms,
                                                const Offer& current, Timestamp now) const {
  HeldPrice held{current.price, std::nullopt};
  for (const RateLock& lock : previous) {
    const auto price = price_after(lock, terms, current, now);
    if (!price) return price.error();
    if (price.value() < held.price) held = {price.value(), lock.id};
  }
  return held;
}

Result<Written<RateLock>> Locks::request(const LoanId& id, const LockOrder& order, const Asker& asker,
                                         const Once<RateLock>& once) const {
  const auto loan = own_loan(store_, asker.org_id, id);
  if (!loan) return loan.error();
  const auto offered = pricer_.offer(asker.org_id, loan.value().terms, order.choice);
  if (!offered) return offered.error();
  const Offer& offer = offered.value().offer;
  const auto previous = store_.lending().locks(asker.org_id, id, {.before = {}, .limit = kLocksThatMayHold});
  if (!previous) return previous.error();
  const auto priced = price_after_all(previous.value(), loan.value().terms, offer, asker.now);
  if (!priced) return priced.error();
  const Price price = priced.value().price;
  if (order.at_least && price < *order.at_least) return Error(LendingConflict::price_changed, price.to_text());
  const RateLock lock{.id = new_id<LockId>(asker.now, entropy_),
                      .loan_id = id,
                      .org_id = asker.org_id,
                      .lender_org_id = offered.value().lender,
                      .sheet_id = order.choice.sheet,
                      .product = offer.product,
                      .rate = offer.rate,
                      .lock = request_lock(offer.lock, price, asker.now),
                      .evidence = evidence_of(loan.value().terms, offer),
                      .requested_by = asker.actor.id,
                      .relock_of = priced.value().held_by};
  return write_once<RateLock>(writer_,
                              to_event(asker, {"LOCK_REQUESTED", "success", request_payload(lock), resource_of(lock)}),
                              lock, once, [&](WriteTransaction& transaction, const RateLock& made) -> Result<void> {
                                auto unchanged = check_unchanged(transaction, loan.value(), made, previous.value());
                                return unchanged ? transaction.lending().insert_lock(made) : unchanged;
                              });
}

Result<RateLock> Locks::commit(const LockId& id, const Asker& asker) const {
  auto lock = as_lender(store_, asker.org_id, id);
  if (!lock) return lock.error();
  const auto committed = commit_lock(lock.value().lock, rules_, asker.now);
  if (!committed) return committed.error();
  lock.value().lock = committed.value();
  lock.value().committed_by = asker.actor.id;
  return only_record(write_lock(
      writer_, to_event(asker, {"LOCK_COMMITTED", "success", request_payload(lock.value()), resource_of(lock.value())}),
      lock.value(), {}));
}

Result<Written<RateLock>> Locks::confirm(const LockId& id, const std::string& number, const Asker& asker,
                                         const Once<RateLock>& once) const {
  auto read = as_lender(store_, asker.org_id, id);
  if (!read) return read.error();
  RateLock lock = std::move(read.value());
  if (lock.confirmation == number) return Written<RateLock>(std::move(lock));
  if (lock.confirmation) return Error(StoreError::conflict, "confirmed under another number");
  if (!lock.lock.committed_at) {
    const auto committed = commit_lock(lock.lock, rules_, asker.now);
    if (!committed) return committed.error();
    lock.lock = committed.value();
    lock.committed_by = asker.actor.id;
  }
  lock.confirmation = number;
  JsonObject payload = request_payload(lock);
  payload["confirmation"] = number;
  return write_lock(writer_, to_event(asker, {"LOCK_CONFIRMED", "success", std::move(payload), resource_of(lock)}),
                    lock, once);
}

Result<RateLock> Locks::extend(const LockId& id, std::int64_t days, const Asker& asker) const {
  auto lock = as_lender(store_, asker.org_id, id);
  if (!lock) return lock.error();
  const auto extended = extend_lock(lock.value().lock, days, rules_, asker.now);
  if (!extended) return extended.error();
  lock.value().lock = extended.value();
  JsonObject payload = request_payload(lock.value());
  payload["days"] = days;
  return only_record(
      write_lock(writer_, to_event(asker, {"LOCK_EXTENDED", "success", std::move(payload), resource_of(lock.value())}),
                 lock.value(), {}));
}

}  // namespace ratestack::service
