#include "native/http/redact_body.hpp"

#include "native/http/http_error.hpp"
#include "native/http/json_fields.hpp"
#include "native/http/json_member.hpp"

namespace ratestack::http {
namespace {

Result<RedactionMode> read_mode(const Fields& fields) {
  if (fields.find("mode") == nullptr) return RedactionMode::label;
  const auto text = fields.text("mode");
  if (!text) return text.error();
  const auto mode = parse_redaction_mode(*text);
  if (!mode) return fields.broken("mode", "must be label, partial or pseudonym");
  return *mode;
}

Result<std::vector<std::string>> read_allowed(const Fields& fields) {
  std::vector<std::string> allowed;
  const JsonValue* value = fields.find("allow");
  if (value == nullptr) return allowed;
  const Error broken = fields.broken("allow", "must be an array of at most 64 strings of 1 to 320 bytes");
  const JsonArray* items = value->if_array();
  if (items == nullptr || items->size() > kMaxAllowedValues) return broken;
  for (const JsonValue& item : *items) {
    const JsonString* text = item.if_string();
    if (text == nullptr || text->empty() || text->size() > kMaxAllowedValueBytes) return broken;
    allowed.emplace_back(*text);
  }
  return allowed;
}

std::size_t index_of(const JsonObject& object, std::string_view name) {
  std::size_t index = 0;
  for (const auto& member : object) {
    if (std::string_view(member.key().data(), member.key().size()) == name) break;
    ++index;
  }
  return index;
}

Result<void> read_content(std::string_view body, const Fields& fields, RedactBody& out) {
  if (fields.has("text") == fields.has("json")) {
    return Error(HttpError::invalid_field, ": must hold text or json, one of the two");
  }
  if (fields.has("json")) {
    out.input = RedactInput::json;
    out.content = member_value_text(body, index_of(fields.object(), "json"));
    return {};
  }
  const auto text = fields.text("text");
  if (!text) return text.error();
  out.content = *text;
  return {};
}

}  // namespace

Result<RedactBody> parse_redact_body(std::string_view body) {
  const auto tree = parse_json(body, {.integers = IntegerRule::nearest});
  if (!tree) return tree.error();
  const auto fields = Fields::of(*tree, "");
  if (!fields) return fields.error();
  if (const auto known = fields->only({"text", "json", "mode", "allow"}); !known) return known.error();
  RedactBody out;
  if (const auto done = read_content(body, *fields, out); !done) return done.error();
  const auto mode = read_mode(*fields);
  if (!mode) return mode.error();
  auto allowed = read_allowed(*fields);
  if (!allowed) return allowed.error();
  out.mode = *mode;
  out.allowed = std::move(*allowed);
  return out;
}

}  // namespace ratestack::http
