#include "native/cli/export_record.hpp"

#include "native/cli/command_asker.hpp"
#include "native/service/audit_writer.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::cli {
namespace {

Result<CanonicalJson> describe_range(const service::LogRange& range) {
  JsonObject payload;
  payload["log"] = "common";
  payload["org_id"] = range.org_id ? JsonValue(*range.org_id) : JsonValue();
  payload["from"] = static_cast<std::int64_t>(range.from_id);
  payload["to"] = range.to_id ? JsonValue(static_cast<std::int64_t>(*range.to_id)) : JsonValue();
  return CanonicalJson::from_value(payload);
}

Result<AuditEvent> exported_event(const service::LogRange& range, const Installation& installation) {
  auto asked = command_asker(installation);
  if (!asked) return asked.error();
  service::Asker& asker = asked.value();
  auto owner = range.org_id ? OrgId::parse(*range.org_id) : Result<OrgId>(asker.org_id);
  if (!owner) return owner.error();
  auto payload = describe_range(range);
  if (!payload) return payload.error();
  return AuditEvent{.acting_as_org_id = asker.org_id,
                    .action = std::string(kAuditExported),
                    .actor = std::move(asker.actor),
                    .correlation_id = std::move(asker.correlation_id),
                    .occurred_at = asker.now,
                    .outcome = "accepted",  // the row commits before the file is written, and so is part of it
                    .payload = std::move(*payload),
                    .request = std::nullopt,
                    .resource = Resource{"audit_log", "common", std::move(*owner)}};
}

}  // namespace

Result<void> record_export(const service::LogRange& range, const Installation& installation) {
  auto event = exported_event(range, installation);
  if (!event) return event.error();
  service::AuditWriter writer(*installation.store, installation.clock);
  service::AppendJob job;
  job.events.push_back(std::move(*event));
  const auto appended = writer.submit_and_wait(std::move(job));
  if (!appended) return appended.error();
  return {};
}

}  // namespace ratestack::cli
