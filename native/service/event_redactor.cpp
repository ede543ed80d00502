#include "native/service/event_redactor.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "ratestack/base/ids.hpp"

namespace ratestack::service {
namespace {

// Contract 3.1.
constexpr std::array<std::string_view, 10> kIdPrefixes = {"org_", "usr_",  "key_",   "ses_", "loan_",
                                                          "rs_",  "lock_", "grant_", "whk_", "host_"};

bool is_own_id(std::string_view text) {
  return std::any_of(kIdPrefixes.begin(), kIdPrefixes.end(),
                     [text](std::string_view prefix) { return detail::is_ulid_id(prefix, text); });
}

// A canonical payload may hold what RFC 8785 writes for any double, and labels make it longer; neither is an error
// here.
constexpr JsonLimits kAnyPayload{
    .max_bytes = kMaxJsonBytes, .max_depth = kMaxJsonNesting, .integers = IntegerRule::nearest};

}  // namespace

Result<RedactedEvent> EventRedactor::redact(AuditEvent event) const {
  if (auto done = redact_payload(event.payload); !done) return done.error();
  redact_action(event.action);
  redact_text(event.outcome);
  redact_text(event.correlation_id);
  redact_text(event.actor.id);
  if (event.actor.key_id) redact_text(*event.actor.key_id);
  if (event.request) redact_text(event.request->uri);
  if (event.resource) {
    redact_text(event.resource->type);
    redact_text(event.resource->id);
  }
  return RedactedEvent(std::move(event));
}

Result<std::vector<RedactedEvent>> EventRedactor::redact(std::vector<AuditEvent> events) const {
  std::vector<RedactedEvent> redacted;
  redacted.reserve(events.size());
  for (AuditEvent& event : events) {
    auto one = redact(std::move(event));
    if (!one) return one.error();
    redacted.push_back(std::move(*one));
  }
  return redacted;
}

// A label in place of a number or a name changes the canonical order and form, so a payload with findings is written
// anew; one without stays byte for byte what its author sent.
Result<void> EventRedactor::redact_payload(CanonicalJson& payload) const {
  std::string text = payload.text();
  const auto counts = redactor_.redact_json(text);
  if (!counts) return counts.error();
  if (counts->total() == 0) return {};
  auto canonical = CanonicalJson::from_text(text, kAnyPayload);
  if (!canonical) return canonical.error();
  payload = std::move(*canonical);
  return {};
}

// A row's action is SCREAMING_SNAKE, which a label is not.
void EventRedactor::redact_action(std::string& action) const {
  std::string text = action;
  if (redactor_.redact(text).total() != 0) action = kRedactedAction;
}

void EventRedactor::redact_text(std::string& text) const {
  if (!is_own_id(text)) redactor_.redact(text);
}

}  // namespace ratestack::service
