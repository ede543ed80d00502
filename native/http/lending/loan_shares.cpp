// /v1/loans/{id}/share: who else sees a loan, without its borrower.
#include "native/http/asker_of.hpp"
#include "native/http/lending/asked.hpp"
#include "native/http/lending/deal_body.hpp"
#include "native/http/lending/lending_handlers.hpp"
#include "native/http/lending/lending_json.hpp"

namespace ratestack::http {

void list_shares(Api& api, const ExchangePtr& exchange) {
  const auto loan = asked_own_loan(api, *exchange);
  if (!loan) return exchange->fail(loan.error());
  const auto shares = api.store.lending().shares(loan.value().org_id, loan.value().id);
  if (!shares) return exchange->fail(shares.error());
  JsonArray items;
  items.reserve(shares.value().size());
  for (const service::LoanShare& share : shares.value()) items.push_back(share_json(share));
  exchange->answer(json_answer(200, to_text({{"items", std::move(items)}, {"next_cursor", nullptr}})));
}

void share_loan(Api& api, const ExchangePtr& exchange) {
  const auto id = asked_id<LoanId>(*exchange);
  if (!id) return exchange->fail(id.error());
  const auto with = read_org(exchange->request().body);
  if (!with) return exchange->fail(with.error());
  const auto share = api.lending.loans.share(id.value(), with.value(), asker_of(*exchange, api.clock.now()));
  if (!share) return exchange->fail(share.error());
  exchange->answer(json_answer(201, to_text(share_json(share.value()))));
}

void unshare_loan(Api& api, const ExchangePtr& exchange) {
  const auto id = asked_id<LoanId>(*exchange);
  if (!id) return exchange->fail(id.error());
  const auto with = asked_id<OrgId>(*exchange, "org");
  if (!with) return exchange->fail(with.error());
  const auto ended = api.lending.loans.unshare(id.value(), with.value(), asker_of(*exchange, api.clock.now()));
  if (!ended) return exchange->fail(ended.error());
  exchange->answer(Answer{204, {}, {}, {}});
}

}  // namespace ratestack::http
