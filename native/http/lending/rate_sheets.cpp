// /v1/ratesheets: a lender's sheets, and who may price by them.
#include "native/http/asker_of.hpp"
#include "native/http/idempotency.hpp"
#include "native/http/lending/asked.hpp"
#include "native/http/lending/deal_body.hpp"
#include "native/http/lending/lending_handlers.hpp"
#include "native/http/lending/lending_json.hpp"

namespace ratestack::http {
namespace {

using service::SheetRecord;

constexpr const char* kCsv = "text/csv; charset=utf-8";

Result<SheetRecord> asked_sheet(const Api& api, const Exchange& exchange) {
  const auto id = asked_id<SheetId>(exchange);
  if (!id) return id.error();
  return found_or_none(api.store.lending().find_sheet(exchange.principal().org_id, id.value()));
}

SheetReading read_sheet(const Request& request) {
  return request.media_type() == kJson ? RateSheet::from_json(request.body) : RateSheet::from_csv(request.body);
}

}  // namespace

void list_sheets(Api& api, const ExchangePtr& exchange) {
  const OrgId& org = exchange->principal().org_id;
  answer_page<SheetId>(
      exchange, [&](const auto& place) { return api.store.lending().sheets(org, place); }, sheet_json);
}

void upload_sheet(Api& api, const ExchangePtr& exchange) {
  auto key = idempotency_of(api, *exchange);
  if (!key) return exchange->fail(key.error());
  const SheetReading reading = read_sheet(exchange->request());
  if (!reading.sheet) return exchange->fail(HttpError::invalid_rate_sheet, faults_json(reading.faults));
  const service::Once<SheetRecord> once{std::move(key.value()), 201,
                                        [](const SheetRecord& sheet) { return to_text(sheet_json(sheet)); }};
  const auto made = api.lending.sheets.upload(*reading.sheet, asker_of(*exchange, api.clock.now()), once);
  conclude(exchange, written_answer(api, made, once));
}

void get_sheet(Api& api, const ExchangePtr& exchange) {
  const auto sheet = asked_sheet(api, *exchange);
  if (!sheet) return exchange->fail(sheet.error());
  exchange->answer(json_answer(200, to_text(sheet_json(sheet.value()))));
}

void get_sheet_csv(Api& api, const ExchangePtr& exchange) {
  const auto sheet = asked_sheet(api, *exchange);
  if (!sheet) return exchange->fail(sheet.error());
  auto csv = found_or_none(api.store.lending().sheet_csv(sheet.value().id));
  if (!csv) return exchange->fail(csv.error());
  exchange->answer(Answer{200, std::move(csv.value()), kCsv, {{"X-Content-Type-Options", "nosniff"}}});
}

void activate_sheet(Api& api, const ExchangePtr& exchange) {
  const auto id = asked_id<SheetId>(*exchange);
  if (!id) return exchange->fail(id.error());
  const auto sheet = api.lending.sheets.activate(id.value(), asker_of(*exchange, api.clock.now()));
  if (!sheet) return exchange->fail(sheet.error());
  exchange->answer(json_answer(200, to_text(sheet_json(sheet.value()))));
}

void get_sheet_readers(Api& api, const ExchangePtr& exchange) {
  const auto readers = api.store.lending().sheet_readers(exchange->principal().org_id);
  if (!readers) return exchange->fail(readers.error());
  JsonArray items;
  items.reserve(readers.value().size());
  for (const service::SheetReader& reader : readers.value()) items.push_back(sheet_reader_json(reader));
  exchange->answer(json_answer(200, to_text({{"items", std::move(items)}, {"next_cursor", nullptr}})));
}

void put_sheet_readers(Api& api, const ExchangePtr& exchange) {
  const auto readers = read_readers(exchange->request().body);
  if (!readers) return exchange->fail(readers.error());
  const auto offered = api.lending.sheets.offer_to(readers.value(), asker_of(*exchange, api.clock.now()));
  if (!offered) return exchange->fail(offered.error());
  get_sheet_readers(api, exchange);
}

}  // namespace ratestack::http
