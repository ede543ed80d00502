#include "native/service/url_refusal.hpp"

#include "ratestack/audit/platform_action.hpp"
#include "ratestack/url/host_allowlist.hpp"
#include "ratestack/url/safe_url.hpp"

namespace ratestack::service {

std::optional<std::string> host_of_refused(std::string_view text) {
  if (text.size() > kMaxUrlBytes) return std::nullopt;
  const auto url = Url::parse(text);
  if (!url || url->host().value_or("").empty()) return std::nullopt;
  return std::string(url->host()->substr(0, kMaxHostBytes));
}

Result<AuditEvent> url_refused(const UrlRefusal& refusal, AskedBy asked) {
  JsonObject members;
  members["code"] = refusal.why.code.message();
  members["detail"] = refusal.why.context;
  members["host"] = refusal.host ? JsonValue(*refusal.host) : JsonValue();
  if (refusal.judged_at == JudgedAt::edge) members["judged_at"] = "edge";
  members["service"] = refusal.service;
  auto payload = CanonicalJson::from_value(members);
  if (!payload) return payload.error();
  const OrgId& org = asked.principal.org_id;
  return AuditEvent{.acting_as_org_id = org,
                    .action = std::string(kUrlRefused),
                    .actor = asked.principal.actor,
                    .correlation_id = std::move(asked.correlation_id),
                    .occurred_at = asked.now,
                    .outcome = "failure",
                    .payload = std::move(*payload),
                    .request = std::move(asked.request),
                    .resource = Resource{"service", std::string(refusal.service), org}};
}

}  // namespace ratestack::service
