// Documents of loans: delivered by partners' systems, opened by the loan's owner.
#include "native/http/asker_of.hpp"
#include "native/http/content_disposition.hpp"
#include "native/http/idempotency.hpp"
#include "native/http/lending/asked.hpp"
#include "native/http/lending/deal_body.hpp"
#include "native/http/lending/lending_handlers.hpp"
#include "native/http/lending/lending_json.hpp"

namespace ratestack::http {
namespace {

using service::DocumentRecord;

// Somebody else's bytes under our origin: a download, of the type that it says, that runs nothing and is kept nowhere.
std::vector<Header> download_headers(std::string_view name) {
  return {{"Content-Disposition", attachment_named(name)},
          {"X-Content-Type-Options", "nosniff"},
          {"Content-Security-Policy", "default-src 'none'; sandbox"},
          {"Cache-Control", "no-store"}};
}

}  // namespace

void list_documents(Api& api, const ExchangePtr& exchange) {
  const auto loan = asked_loan(api, *exchange);
  if (!loan) return exchange->fail(loan.error());
  const OrgId& org = exchange->principal().org_id;
  answer_page<DocumentId>(
      exchange, [&](const auto& place) { return api.store.lending().documents(org, loan.value().id, place); },
      document_json);
}

void open_document(Api& api, const ExchangePtr& exchange) {
  const auto id = asked_id<DocumentId>(*exchange);
  if (!id) return exchange->fail(id.error());
  auto opened = api.lending.documents.open(id.value(), asker_of(*exchange, api.clock.now()));
  if (!opened) return exchange->fail(opened.error());
  const DocumentRecord& record = opened.value().record;
  exchange->answer(Answer{200, std::move(opened.value().content), record.media_type, download_headers(record.name)});
}

void deliver_document(Api& api, const ExchangePtr& exchange) {
  auto key = idempotency_of(api, *exchange);
  const auto order = read_document(exchange->request().body);
  exchange->wipe_body();
  if (!key) return exchange->fail(key.error());
  if (!order) return exchange->fail(order.error());
  const service::Once<DocumentRecord> once{std::move(key.value()), 201,
                                           [](const DocumentRecord& made) { return to_text(document_json(made)); }};
  const auto made = api.lending.documents.deliver(order.value(), asker_of(*exchange, api.clock.now()), once);
  conclude(exchange, written_answer(api, made, once));
}

}  // namespace ratestack::http
