#include "native/http/event_body.hpp"

#include <algorithm>

#include "native/http/http_error.hpp"
#include "native/http/json_fields.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/base/limits.hpp"

namespace ratestack::http {
namespace {

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_outcome(std::string_view text) {
  if (text.empty() || text.size() > kMaxOutcome) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_upper(c) || is_lower(c) || c == '_'; });
}

bool is_resource_type(std::string_view text) {
  if (text.empty() || text.size() > kMaxResourceType) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_upper(c) || is_lower(c) || is_digit(c) || c == '_' || c == '-' || c == '.';
  });
}

Result<std::string> read_token(const Fields& fields, std::string_view name, bool (*rule)(std::string_view),
                               std::string_view words) {
  const auto text = fields.text(name);
  if (!text) return text.error();
  if (!rule(*text)) return fields.broken(name, words);
  return std::string(*text);
}

Result<Timestamp> read_time(const Fields& fields, Timestamp now) {
  if (fields.find("occurred_at") == nullptr) return now;
  const auto text = fields.text("occurred_at");
  if (!text) return text.error();
  const auto time = Timestamp::parse_rfc3339(*text);
  if (!time) return fields.broken("occurred_at", "must be an RFC 3339 time with at most microseconds");
  if (*time > now) return fields.broken("occurred_at", "must not lie in the future");
  return *time;
}

Result<OrgId> read_owner(const Fields& fields, const OrgId& caller) {
  if (fields.find("owner_org_id") == nullptr) return caller;
  const auto text = fields.text("owner_org_id");
  if (!text) return text.error();
  auto id = OrgId::parse(*text);
  if (!id) return fields.broken("owner_org_id", "must be an organisation's id, org_...");
  return id;
}

Result<std::optional<Resource>> read_resource(const Fields& event, const OrgId& caller) {
  const JsonValue* value = event.find("resource");
  if (value == nullptr) return std::optional<Resource>();
  const std::string pointer = event.pointer_to("resource");
  const auto fields = Fields::of(*value, pointer);
  if (!fields) return fields.error();
  if (const auto known = fields->only({"type", "id", "owner_org_id"}); !known) return known.error();
  auto type = read_token(*fields, "type", is_resource_type, "must be 1 to 64 of A-Z a-z 0-9 . _ -");
  if (!type) return type.error();
  const auto id = fields->text("id");
  if (!id) return id.error();
  if (id->empty() || id->size() > kMaxResourceId) return fields->broken("id", "must be 1 to 256 bytes long");
  auto owner = read_owner(*fields, caller);
  if (!owner) return owner.error();
  return std::optional(Resource{std::move(*type), std::string(*id), std::move(*owner)});
}

Result<CanonicalJson> read_payload(const Fields& event) {
  const JsonValue* value = event.find("payload");
  if (value == nullptr) return CanonicalJson::from_value(JsonObject());
  if (!value->is_object()) return event.broken("payload", "must be an object");
  return CanonicalJson::from_value(*value);
}

Result<AuditEvent> read_event(const JsonValue& value, std::string_view pointer, const EventOrigin& origin) {
  const auto fields = Fields::of(value, pointer);
  if (!fields) return fields.error();
  const auto known = fields->only({"action", "outcome", "resource", "payload", "occurred_at"});
  if (!known) return known.error();
  auto action = read_token(*fields, "action", is_action, "must be SCREAMING_SNAKE, 1 to 64 of A-Z 0-9 _");
  if (!action) return action.error();
  if (is_platform_action(*action)) return fields->broken("action", "is written by the platform alone");
  auto outcome = read_token(*fields, "outcome", is_outcome, "must be 1 to 32 of A-Z a-z _");
  if (!outcome) return outcome.error();
  auto resource = read_resource(*fields, origin.principal.org_id);
  if (!resource) return resource.error();
  const auto time = read_time(*fields, origin.now);
  if (!time) return time.error();
  auto payload = read_payload(*fields);
  if (!payload) return payload.error();
  return AuditEvent{.acting_as_org_id = origin.principal.org_id,
                    .action = std::move(*action),
                    .actor = origin.principal.actor,
                    .correlation_id = origin.correlation_id,
                    .occurred_at = *time,
                    .outcome = std::move(*outcome),
                    .payload = std::move(*payload),
                    .request = origin.request,
                    .resource = std::move(*resource)};
}

Result<std::vector<AuditEvent>> read_batch(const Fields& body, const EventOrigin& origin) {
  if (const auto known = body.only({"events"}); !known) return known.error();
  const JsonValue* value = body.find("events");
  const JsonArray* items = value == nullptr ? nullptr : value->if_array();
  if (items == nullptr) return body.broken("events", "must be an array");
  if (items->empty() || items->size() > limits::kMaxEventsPerRequest) {
    return body.broken("events", "must hold 1 to 1000 events");
  }
  std::vector<AuditEvent> events;
  events.reserve(items->size());
  for (std::size_t i = 0; i < items->size(); ++i) {
    auto event = read_event((*items)[i], "/events/" + std::to_string(i), origin);
    if (!event) return event.error();
    events.push_back(std::move(*event));
  }
  return events;
}

}  // namespace

bool is_action(std::string_view text) {
  if (text.empty() || text.size() > kMaxAction || !is_upper(text.front()) || text.back() == '_') return false;
  if (text.find("__") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_upper(c) || is_digit(c) || c == '_'; });
}

Result<std::vector<AuditEvent>> parse_events(std::string_view body, const EventOrigin& origin) {
  const auto tree = parse_json(body);
  if (!tree) return tree.error();
  const auto fields = Fields::of(*tree, "");
  if (!fields) return fields.error();
  if (fields->has("events")) return read_batch(*fields, origin);
  auto event = read_event(*tree, "", origin);
  if (!event) return event.error();
  std::vector<AuditEvent> events;
  events.push_back(std::move(*event));
  return events;
}

}  // namespace ratestack::http
