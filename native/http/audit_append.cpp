// POST /v1/audit/events: parsed here, committed by the writer, answered after its fsync.
#include "native/http/event_body.hpp"
#include "native/http/handlers.hpp"
#include "native/http/idempotency.hpp"
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

// Not keyed, as that of idempotency.hpp is: it is older, and rows hold no body that had to be guessed.
Result<std::optional<service::Idempotency>> hashed_key(const Exchange& exchange) {
  const auto key = idempotency_key(exchange);
  if (!key) return key.error();
  if (!key.value()) return std::optional<service::Idempotency>();
  Sha256 hash;
  hash.update(as_bytes("POST /v1/audit/events\n"));
  hash.update(as_bytes(exchange.request().body));
  return std::optional(service::Idempotency{exchange.principal().org_id.text(), *key.value(), hash.digest()});
}

void answer_rows(Api& api, const ExchangePtr& exchange, AppendOutcome outcome) {
  if (outcome.repeated) return exchange->answer(json_answer(outcome.repeated->status, outcome.repeated->body));
  const bool is_short = outcome.rows.size() <= kMaxInlineRows;
  auto write = [exchange, rows = std::move(outcome.rows)] { exchange->answer(json_answer(201, items_body(rows))); };
  if (is_short || !api.reads.submit(write)) write();
}

void append_now(Api& api, const ExchangePtr& exchange) {
  auto idempotency = hashed_key(*exchange);
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
