// What a loan is worth by the sheets in force: one that is stored, or terms alone. Nothing is kept of it.
#include "native/http/lending/asked.hpp"
#include "native/http/lending/lending_handlers.hpp"
#include "native/http/lending/lending_json.hpp"
#include "native/http/lending/loan_body.hpp"

namespace ratestack::http {

void price_one_loan(Api& api, const ExchangePtr& exchange) {
  const auto loan = asked_loan(api, *exchange);
  if (!loan) return exchange->fail(loan.error());
  const auto request = read_pricing(exchange->request().body);
  if (!request) return exchange->fail(request.error());
  const auto priced = api.lending.pricer.price(exchange->principal().org_id, loan.value().terms, request.value());
  if (!priced) return exchange->fail(priced.error());
  JsonObject json = pricing_json(priced.value());
  json["loan_id"] = loan.value().id.view();
  json["version"] = static_cast<std::int64_t>(loan.value().version);
  exchange->answer(json_answer(200, to_text(json)));
}

void quote_loan(Api& api, const ExchangePtr& exchange) {
  const auto quote = read_quote(exchange->request().body);
  if (!quote) return exchange->fail(quote.error());
  const auto priced =
      api.lending.pricer.price(exchange->principal().org_id, quote.value().terms, quote.value().request);
  if (!priced) return exchange->fail(priced.error());
  exchange->answer(json_answer(200, to_text(pricing_json(priced.value()))));
}

}  // namespace ratestack::http
