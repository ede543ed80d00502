// GET /v1/admin/audit/verify: contract 3.5. 200 says that the check ran; `ok` says what it found.
#include <chrono>

#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/log_scope.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::http {
namespace {

using std::chrono::steady_clock;

JsonValue integer(std::uint64_t value) { return static_cast<std::int64_t>(value); }  // ids stay below 2^53

JsonValue break_json(const std::optional<FirstBreak>& found) {
  if (!found) return nullptr;
  JsonObject json;
  json["row_id"] = found->row_id ? integer(*found->row_id) : JsonValue();
  json["reason"] = to_string(found->reason);
  json["expected"] = found->expected;
  json["actual"] = found->actual;
  return json;
}

JsonObject log_json(std::string_view log, const ChainVerdict& verdict) {
  JsonObject json;
  json["log"] = log;
  json["ok"] = verdict.ok();
  json["rows"] = integer(verdict.rows);
  json["first_id"] = verdict.first_id ? integer(*verdict.first_id) : JsonValue();
  json["head"] = JsonObject{{"id", integer(verdict.last_id.value_or(0))}, {"entry_hash", verdict.head_hash.to_hex()}};
  json["checkpoint"] = nullptr;  // until checkpoints exist
  json["first_break"] = break_json(verdict.first_break);
  json["warnings"] = JsonArray();
  return json;
}

std::string verdict_body(const ChainVerdict& verdict, steady_clock::duration spent) {
  JsonObject body;
  body["ok"] = verdict.ok();
  body["logs"] = JsonArray{log_json("common", verdict)};
  body["elapsed_ms"] = std::chrono::duration_cast<std::chrono::milliseconds>(spent).count();
  return CanonicalJson::from_value(body).value().text();
}

void verify_now(Api& api, const ExchangePtr& exchange, const service::LogRange& range) {
  const auto started = steady_clock::now();
  const auto go_on = [&api](std::uint64_t, std::uint64_t) { return !api.stopping.load(); };
  const auto verdict = service::verify_log(api.store, range, go_on);
  if (!verdict) return exchange->fail(verdict.error());
  exchange->answer(json_answer(200, verdict_body(*verdict, steady_clock::now() - started)));
}

}  // namespace

void verify_audit(Api& api, ExchangePtr exchange) {
  const auto log = exchange->query().text("log").value_or("common");
  if (log != "common" && log != "all") return exchange->fail(Error(HttpError::unknown_log, "common, all"));
  auto range = asked_range(*exchange);
  if (!range) return exchange->fail(range.error());
  run_in(api.sweeps, exchange, [&api, exchange, range = std::move(*range)] { verify_now(api, exchange, range); });
}

}  // namespace ratestack::http
