#include "native/cli/export_record.hpp"

#include <array>

#include "native/service/audit_writer.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/encoding/hex.hpp"

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

std::string new_correlation_id(Entropy& entropy) {
  std::array<std::uint8_t, 16> bytes{};
  entropy.fill(bytes);
  return hex_encode(bytes);
}

Result<OrgId> platform_id(service::Store& store) {
  auto platform = store.platform_org();
  if (!platform) return platform.error();
  if (!*platform) return Error(service::StoreError::fault, "no platform organisation yet; run: ratestack bootstrap");
  return (*platform)->id;
}

Result<AuditEvent> exported_event(const service::LogRange& range, const Installation& installation) {
  const auto platform = platform_id(*installation.store);
  if (!platform) return platform.error();
  auto owner = range.org_id ? OrgId::parse(*range.org_id) : platform;
  if (!owner) return owner.error();
  auto payload = describe_range(range);
  if (!payload) return payload.error();
  return AuditEvent{.acting_as_org_id = *platform,
                    .action = std::string(kAuditExported),
                    .actor = {ActorType::system, installation.os_user, std::nullopt, *platform},
                    .correlation_id = new_correlation_id(installation.entropy),
                    .occurred_at = installation.clock.now(),
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
