// GET /v1/admin/audit/export: written to a file by a worker, sent by nginx. The export itself is an event of the log.
#include <algorithm>

#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/log_scope.hpp"
#include "native/http/request_info.hpp"
#include "native/service/range_plan.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::http {
namespace {

using service::LogRange;

Result<CanonicalJson> describe_range(const LogRange& range) {
  JsonObject json;
  json["log"] = "common";
  json["org_id"] = range.org_id ? JsonValue(*range.org_id) : JsonValue();
  json["from"] = static_cast<std::int64_t>(range.from_id);
  json["to"] = range.to_id ? JsonValue(static_cast<std::int64_t>(*range.to_id)) : JsonValue();
  return CanonicalJson::from_value(json);
}

Result<AuditEvent> exported_event(const Exchange& exchange, const LogRange& range, Timestamp now) {
  const service::Principal& caller = exchange.principal();
  auto owner = range.org_id ? OrgId::parse(*range.org_id) : Result<OrgId>(caller.org_id);
  if (!owner) return owner.error();
  auto payload = describe_range(range);
  if (!payload) return payload.error();
  return AuditEvent{.acting_as_org_id = caller.org_id,
                    .action = std::string(kAuditExported),
                    .actor = caller.actor,
                    .correlation_id = exchange.correlation_id(),
                    .occurred_at = now,
                    .outcome = "accepted",  // the row commits before the file is written, and so is part of it
                    .payload = std::move(*payload),
                    .request = request_info(exchange.request()),
                    .resource = Resource{"audit_log", "common", std::move(*owner)}};
}

Result<void> record_export(Api& api, const Exchange& exchange, const LogRange& range, Timestamp now) {
  auto event = exported_event(exchange, range, now);
  if (!event) return event.error();
  service::AppendJob job;
  job.events.push_back(std::move(*event));
  const auto outcome = api.writer.submit_and_wait(std::move(job));
  if (!outcome) return outcome.error();
  return {};
}

Result<void> check_org_exists(Api& api, const LogRange& range) {
  if (!range.org_id) return {};
  const auto id = OrgId::parse(*range.org_id);
  if (!id) return id.error();
  const auto org = api.store.find_org(*id);
  if (!org) return org.error();
  if (!*org) return Error(HttpError::no_such_resource);
  return {};
}

// "2026-11-23T12:00:00.000000Z" -> "20261123T120000Z"
std::string compact_time(Timestamp now) {
  std::string text = now.to_text().substr(0, 19);
  text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == '-' || c == ':'; }), text.end());
  return text + "Z";
}

Answer download(const std::string& file, const LogRange& range, Timestamp now) {
  const std::string shown =
      "ratestack-audit-common-" + range.org_id.value_or("all") + "-" + compact_time(now) + ".ndjson";
  Answer answer{200, "", "application/x-ndjson", {}};
  answer.headers.push_back({"Content-Disposition", "attachment; filename=\"" + shown + "\""});
  answer.headers.push_back({"X-Accel-Redirect", std::string(ExportFiles::kAccelPrefix) + file});
  return answer;
}

Result<Answer> export_now(Api& api, const Exchange& exchange, const LogRange& range) {
  if (const auto known = check_org_exists(api, range); !known) return known.error();
  // A range that cannot be exported is no event.
  if (const auto plan = service::plan_range(api.store, range); !plan) return plan.error();
  const Timestamp now = api.clock.now();
  api.exports.remove_old();
  auto file = api.exports.create();
  if (!file) return file.error();
  if (const auto recorded = record_export(api, exchange, range, now); !recorded) return recorded.error();
  bool full = false;
  const auto sink = [&](std::string_view bytes) { return !(full = !file->write(bytes)); };
  const auto go_on = [&api](std::uint64_t, std::uint64_t) { return !api.stopping.load(); };
  const auto rows = service::export_log(api.store, range, now, sink, go_on);
  if (full) return Error(service::StoreError::full);
  if (!rows) return rows.error();
  const auto name = file->keep();
  if (!name) return name.error();
  return download(*name, range, now);
}

}  // namespace

void export_audit(Api& api, const ExchangePtr& exchange) {
  if (exchange->query().text("log").value_or("common") != "common") {
    return exchange->fail(Error(HttpError::unknown_log, "common"));
  }
  auto range = asked_range(*exchange);
  if (!range) return exchange->fail(range.error());
  run_in(api.sweeps, exchange, [&api, exchange, range = std::move(*range)] {
    auto answer = export_now(api, *exchange, range);
    if (!answer) return exchange->fail(answer.error());
    exchange->answer(std::move(*answer));
  });
}

}  // namespace ratestack::http
