// POST /v1/audit/events: parsed here, committed by the writer, answered after its fsync.
#include <algorithm>

#include "native/http/event_body.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/request_info.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::http {
namespace {

using service::AppendedRow;
using service::AppendJob;
using service::AppendOutcome;

constexpr std::size_t kMaxInlineBody =
    std::size_t{16} * 1024;                 // a larger body is parsed in a lane: it takes milliseconds
constexpr std::size_t kMaxInlineRows = 64;  // a longer answer is written in a lane: the writer has a log to commit
constexpr std::size_t kMaxIdempotencyKey = 255;

std::string items_body(const std::vector<AppendedRow>& rows) {
  std::string body = R"({"items":[)";
  body.reserve(rows.size() * 220 + 16);
  for (const AppendedRow& row : rows) {
    if (body.back() != '[') body += ',';
    body += R"({"entry_hash":")" + row.entry_hash.to_hex() + R"(","id":)" + std::to_string(row.id) + R"(,"org_seq":)" +
            std::to_string(row.org_seq) + R"(,"previous_hash":")" + row.previous_hash.to_hex() + "\"}";
  }
  return body += "]}";
}

Result<std::optional<service::Idempotency>> idempotency_of(const Exchange& exchange) {
  const auto key = exchange.request().header("Idempotency-Key");
  if (!key) return std::optional<service::Idempotency>();
  const bool visible = std::all_of(key->begin(), key->end(), [](char c) { return c > 0x20 && c < 0x7f; });
  if (key->empty() || key->size() > kMaxIdempotencyKey || !visible) {
    return Error(HttpError::invalid_parameter, "Idempotency-Key: must be 1 to 255 visible ASCII characters");
  }
  Sha256 hash;
  hash.update(as_bytes("POST /v1/audit/events\n"));
  hash.update(as_bytes(exchange.request().body));
  return std::optional(service::Idempotency{exchange.principal().org_id.text(), std::string(*key), hash.digest()});
}

void answer_rows(Api& api, const ExchangePtr& exchange, AppendOutcome outcome) {
  if (outcome.repeated) return exchange->answer(json_answer(outcome.repeated->status, outcome.repeated->body));
  const bool is_short = outcome.rows.size() <= kMaxInlineRows;
  auto write = [exchange, rows = std::move(outcome.rows)] { exchange->answer(json_answer(201, items_body(rows))); };
  if (is_short || !api.reads.submit(write)) write();
}

void append_now(Api& api, const ExchangePtr& exchange) {
  auto idempotency = idempotency_of(*exchange);
  if (!idempotency) return exchange->fail(idempotency.error());
  const EventOrigin origin{exchange->principal(), exchange->correlation_id(), api.clock.now(),
                           request_info(exchange->request())};
  auto events = parse_events(exchange->request().body, origin);
  if (!events) return exchange->fail(events.error());
  AppendJob job;
  job.events = std::move(*events);
  job.idempotency = std::move(*idempotency);
  if (job.idempotency) job.answer = items_body;
  job.done = [&api, exchange](Result<AppendOutcome> outcome) {
    if (!outcome) return exchange->fail(outcome.error());
    answer_rows(api, exchange, std::move(*outcome));
  };
  api.writer.submit(std::move(job));
}

}  // namespace

void append_events(Api& api, const ExchangePtr& exchange) {
  if (exchange->request().body.size() <= kMaxInlineBody) return append_now(api, exchange);
  run_in(api.reads, exchange, [&api, exchange] { append_now(api, exchange); });
}

}  // namespace ratestack::http
