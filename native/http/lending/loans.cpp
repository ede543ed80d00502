// /v1/loans: loans of the caller's organisation, and those shared with it.
#include "native/http/asker_of.hpp"
#include "native/http/entity_tag.hpp"
#include "native/http/idempotency.hpp"
#include "native/http/lending/asked.hpp"
#include "native/http/lending/lending_handlers.hpp"
#include "native/http/lending/lending_json.hpp"
#include "native/http/lending/loan_body.hpp"
#include "native/http/tagged_document.hpp"

namespace ratestack::http {
namespace {

using service::LoanRecord;

// Kept for repeats of the request, in clear: it has no borrower.
service::Once<LoanRecord> once_of(std::optional<service::Idempotency> key, int status) {
  return {std::move(key), status, [](const LoanRecord& loan) { return to_text(loan_json(loan)); }};
}

void create_from(Api& api, const ExchangePtr& exchange, LoanSource source) {
  auto key = idempotency_of(api, *exchange);
  const auto order = read_new_loan(exchange->request().body, source);
  exchange->wipe_body();
  if (!key) return exchange->fail(key.error());
  if (!order) return exchange->fail(order.error());
  const auto once = once_of(std::move(key.value()), 201);
  const auto made = api.lending.loans.create(order.value(), asker_of(*exchange, api.clock.now()), once);
  conclude_versioned(exchange, written_answer(api, made, once));
}

bool may_see_borrower(const Exchange& exchange, const LoanRecord& loan) {
  return exchange.principal().can(Capability::loan_write) && loan.org_id == exchange.principal().org_id;
}

Result<JsonValue> masked_borrower(const Api& api, const Exchange& exchange, const LoanRecord& loan) {
  if (!may_see_borrower(exchange, loan)) return JsonValue();
  const auto borrower = api.lending.loans.borrower_of(loan);
  if (!borrower) return borrower.error();
  return JsonValue(masked_json(borrower.value()));
}

}  // namespace

void list_loans(Api& api, const ExchangePtr& exchange) {
  const OrgId& org = exchange->principal().org_id;
  answer_page<LoanId>(
      exchange, [&](const auto& place) { return api.store.lending().loans(org, place); }, loan_json);
}

void create_loan(Api& api, const ExchangePtr& exchange) { create_from(api, exchange, LoanSource::person); }

void import_loan(Api& api, const ExchangePtr& exchange) { create_from(api, exchange, LoanSource::system); }

void get_loan(Api& api, const ExchangePtr& exchange) {
  const auto loan = asked_loan(api, *exchange);
  if (!loan) return exchange->fail(loan.error());
  auto borrower = masked_borrower(api, *exchange, loan.value());
  if (!borrower) return exchange->fail(borrower.error());
  JsonObject json = loan_json(loan.value());
  json["borrower"] = std::move(borrower.value());
  answer_tagged(exchange, to_text(json), version_tag(loan.value().version));
}

void change_loan(Api& api, const ExchangePtr& exchange) {
  const auto change = LoanChange::read(exchange->request().body);
  exchange->wipe_body();
  auto loan = asked_own_loan(api, *exchange);
  if (!loan) return exchange->fail(loan.error());
  const auto fresh = check_if_match(exchange->request(), version_tag(loan.value().version));
  if (!fresh) return exchange->fail(fresh.error());
  if (!change) return exchange->fail(change.error());
  const auto terms = change.value().apply_to(loan.value().terms);
  if (!terms) return exchange->fail(terms.error());
  loan.value().terms = terms.value();
  const auto changed =
      api.lending.loans.change(loan.value(), change.value().borrower(), asker_of(*exchange, api.clock.now()));
  if (!changed) return exchange->fail(changed.error());
  conclude_versioned(exchange, json_answer(200, to_text(loan_json(changed.value()))));
}

void open_borrower(Api& api, const ExchangePtr& exchange) {
  const auto id = asked_id<LoanId>(*exchange);
  if (!id) return exchange->fail(id.error());
  const auto borrower = api.lending.loans.open_borrower(id.value(), asker_of(*exchange, api.clock.now()));
  if (!borrower) return exchange->fail(borrower.error());
  Answer answer = json_answer(200, to_text(borrower_json(borrower.value())));
  answer.headers.push_back({"Cache-Control", "no-store"});
  exchange->answer(std::move(answer));
}

void report_loan_status(Api& api, const ExchangePtr& exchange) {
  auto key = idempotency_of(api, *exchange);
  if (!key) return exchange->fail(key.error());
  const auto id = asked_id<LoanId>(*exchange);
  if (!id) return exchange->fail(id.error());
  const auto status = read_status(exchange->request().body);
  if (!status) return exchange->fail(status.error());
  const auto once = once_of(std::move(key.value()), 200);
  const auto set = api.lending.loans.set_status(id.value(), status.value(), asker_of(*exchange, api.clock.now()), once);
  conclude_versioned(exchange, written_answer(api, set, once));
}

}  // namespace ratestack::http
