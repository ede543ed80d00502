#include "native/service/verify_report.hpp"

#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::service {
namespace {

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

JsonObject log_json(std::string_view log, const ChainVerdict& verdict, ChainScope scope) {
  JsonObject json;
  json["log"] = log;
  json["ok"] = verdict.ok();
  json["rows"] = integer(verdict.rows);
  json["first_id"] = verdict.first_id ? integer(*verdict.first_id) : JsonValue();
  json["head"] = JsonObject{{"id", integer(verdict.last_id.value_or(0))}, {"entry_hash", verdict.head_hash.to_hex()}};
  json["checkpoint"] = nullptr;  // until checkpoints exist
  json["first_break"] = break_json(verdict.first_break);
  json["warnings"] = JsonArray();
  json["summary"] = verdict_summary(verdict, scope);
  return json;
}

}  // namespace

std::string verify_report(const ChainVerdict& verdict, ChainScope scope, std::chrono::milliseconds spent) {
  JsonObject body;
  body["ok"] = verdict.ok();
  body["logs"] = JsonArray{log_json("common", verdict, scope)};
  body["elapsed_ms"] = spent.count();
  return CanonicalJson::from_value(body).value().text();
}

}  // namespace ratestack::service
