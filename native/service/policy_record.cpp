#include "native/service/policy_record.hpp"

#include <algorithm>

#include "native/service/system.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/encoding/hex.hpp"

namespace ratestack::service {
namespace {

constexpr std::string_view kActor = "ratestackd";

template <typename T>
JsonArray list_of(const std::vector<T>& items) {
  JsonArray out;
  for (const T& item : items) out.emplace_back(item);
  return out;
}

JsonObject describe(const ServicePolicySpec& spec) {
  JsonObject out;
  out["name"] = spec.name;
  out["schemes"] = list_of(spec.schemes);
  out["ports"] = list_of(spec.ports);
  out["hosts"] = list_of(spec.hosts);
  out["networks"] = list_of(spec.networks);
  out["nat64_prefixes"] = list_of(spec.nat64_prefixes);
  return out;
}

JsonArray describe(std::vector<ServicePolicySpec> policies) {
  std::sort(policies.begin(), policies.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  JsonArray out;
  for (const ServicePolicySpec& spec : policies) out.emplace_back(describe(spec));
  return out;
}

const JsonValue* member(const JsonValue* value, std::string_view name) {
  const JsonObject* object = value == nullptr ? nullptr : value->if_object();
  return object == nullptr ? nullptr : object->if_contains({name.data(), name.size()});
}

// The digest in a row that we wrote; the row is canonical, and its payload ours.
std::optional<std::string> digest_in(const AuditRowRecord& row) {
  const auto tree = parse_json(row.text);
  const JsonValue* digest = member(member(tree ? &*tree : nullptr, "payload"), "digest");
  const JsonString* text = digest == nullptr ? nullptr : digest->if_string();
  if (text == nullptr) return std::nullopt;
  return std::string(text->data(), text->size());
}

// By our own actor, in the platform's own chain: whoever else wrote a row of that name does not count.
Result<std::optional<std::string>> last_recorded(Store& store, const OrgId& platform) {
  RowFilter filter;
  filter.org_id = platform.text();
  filter.actor_id = std::string(kActor);
  filter.action = std::string(kServicePolicyChanged);
  const auto rows = store.list_rows(filter, 1);
  if (!rows) return rows.error();
  return rows->empty() ? std::optional<std::string>() : digest_in(rows->front());
}

Result<AuditEvent> changed_event(const OrgId& platform, Timestamp now, const JsonObject& payload) {
  auto canonical = CanonicalJson::from_value(payload);
  if (!canonical) return canonical.error();
  std::array<std::uint8_t, 16> random{};
  SystemEntropy().fill(random);
  return AuditEvent{.acting_as_org_id = platform,
                    .action = std::string(kServicePolicyChanged),
                    .actor = {ActorType::system, std::string(kActor), std::nullopt, platform},
                    .correlation_id = hex_encode(random),
                    .occurred_at = now,
                    .outcome = "success",
                    .payload = std::move(*canonical),
                    .request = std::nullopt,
                    .resource = std::nullopt};
}

}  // namespace

Result<Digest> policy_digest(const std::vector<ServicePolicySpec>& policies) {
  const auto canonical = CanonicalJson::from_value(describe(policies));
  if (!canonical) return canonical.error();
  return sha256(as_bytes(canonical->view()));
}

Result<void> record_policy_change(Store& store, AuditWriter& writer, Timestamp now,
                                  const std::vector<ServicePolicySpec>& policies) {
  const auto platform = store.platform_org();
  if (!platform) return platform.error();
  if (!*platform) return {};
  const auto digest = policy_digest(policies), built_in = policy_digest(default_service_policies());
  if (!digest) return digest.error();
  const OrgId& org = (*platform)->id;
  const auto last = last_recorded(store, org);
  if (!last) return last.error();
  if (last->value_or(built_in->to_hex()) == digest->to_hex()) return {};
  JsonObject payload;
  payload["digest"] = digest->to_hex();
  payload["previous_digest"] = *last ? JsonValue(**last) : JsonValue();
  payload["services"] = describe(policies);
  auto event = changed_event(org, now, payload);
  if (!event) return event.error();
  AppendJob job;
  job.events.push_back(std::move(*event));
  const auto written = writer.submit_and_wait(std::move(job));
  if (!written) return written.error();
  return {};
}

}  // namespace ratestack::service
