// Rate locks: requested on a loan, committed and extended by the lender, or confirmed by the lender's own system.
#include "native/http/asker_of.hpp"
#include "native/http/idempotency.hpp"
#include "native/http/lending/asked.hpp"
#include "native/http/lending/deal_body.hpp"
#include "native/http/lending/lending_handlers.hpp"
#include "native/http/lending/lending_json.hpp"

namespace ratestack::http {
namespace {

using service::RateLock;

/// As it is at `now`.
std::string lock_text(const Api& api, const RateLock& lock, Timestamp now) {
  return to_text(lock_json(lock, api.lending.locks.rules(), now));
}

service::Once<RateLock> once_of(const Api& api, std::optional<service::Idempotency> key, int status, Timestamp now) {
  return {std::move(key), status, [&api, now](const RateLock& lock) { return lock_text(api, lock, now); }};
}

void answer_lock(const Api& api, const ExchangePtr& exchange, const Result<RateLock>& lock, Timestamp now) {
  if (!lock) return exchange->fail(lock.error());
  conclude_versioned(exchange, json_answer(200, lock_text(api, lock.value(), now)));
}

void list_now(const Api& api, const ExchangePtr& exchange, const std::optional<LoanId>& loan) {
  const OrgId& org = exchange->principal().org_id;
  answer_page<LockId>(
      exchange, [&](const auto& place) { return api.store.lending().locks(org, loan, place); },
      [&api, now = api.clock.now()](const RateLock& lock) { return lock_json(lock, api.lending.locks.rules(), now); });
}

}  // namespace

void list_locks(Api& api, const ExchangePtr& exchange) { list_now(api, exchange, {}); }

void list_locks_of_loan(Api& api, const ExchangePtr& exchange) {
  const auto loan = asked_loan(api, *exchange);
  if (!loan) return exchange->fail(loan.error());
  list_now(api, exchange, loan.value().id);
}

void get_lock_rules(Api& api, const ExchangePtr& exchange) {
  const LockRules& rules = api.lending.locks.rules();
  exchange->answer(json_answer(200, to_text({{"commit_within_seconds", rules.commit_within.count()},
                                             {"relock_window_seconds", rules.relock_window.count()},
                                             {"extension_fee_per_day", rules.extension_fee_per_day.to_text()},
                                             {"max_extension_days", rules.max_extension_days}})));
}

void get_lock(Api& api, const ExchangePtr& exchange) {
  const auto id = asked_id<LockId>(*exchange);
  if (!id) return exchange->fail(id.error());
  const auto lock = found_or_none(api.store.lending().find_lock(exchange->principal().org_id, id.value()));
  answer_lock(api, exchange, lock, api.clock.now());
}

void request_rate_lock(Api& api, const ExchangePtr& exchange) {
  auto key = idempotency_of(api, *exchange);
  if (!key) return exchange->fail(key.error());
  const auto id = asked_id<LoanId>(*exchange);
  if (!id) return exchange->fail(id.error());
  const auto order = read_lock_order(exchange->request().body);
  if (!order) return exchange->fail(order.error());
  const Timestamp now = api.clock.now();
  const auto once = once_of(api, std::move(key.value()), 201, now);
  const auto made = api.lending.locks.request(id.value(), order.value(), asker_of(*exchange, now), once);
  conclude_versioned(exchange, written_answer(api, made, once));
}

void commit_rate_lock(Api& api, const ExchangePtr& exchange) {
  const auto id = asked_id<LockId>(*exchange);
  if (!id) return exchange->fail(id.error());
  const Timestamp now = api.clock.now();
  answer_lock(api, exchange, api.lending.locks.commit(id.value(), asker_of(*exchange, now)), now);
}

void extend_rate_lock(Api& api, const ExchangePtr& exchange) {
  const auto id = asked_id<LockId>(*exchange);
  if (!id) return exchange->fail(id.error());
  const auto days = read_extension(exchange->request().body);
  if (!days) return exchange->fail(days.error());
  const Timestamp now = api.clock.now();
  answer_lock(api, exchange, api.lending.locks.extend(id.value(), days.value(), asker_of(*exchange, now)), now);
}

void confirm_rate_lock(Api& api, const ExchangePtr& exchange) {
  auto key = idempotency_of(api, *exchange);
  if (!key) return exchange->fail(key.error());
  const auto id = asked_id<LockId>(*exchange);
  if (!id) return exchange->fail(id.error());
  const auto number = read_confirmation(exchange->request().body);
  if (!number) return exchange->fail(number.error());
  const Timestamp now = api.clock.now();
  const auto once = once_of(api, std::move(key.value()), 200, now);
  const auto confirmed = api.lending.locks.confirm(id.value(), number.value(), asker_of(*exchange, now), once);
  conclude_versioned(exchange, written_answer(api, confirmed, once));
}

}  // namespace ratestack::http
