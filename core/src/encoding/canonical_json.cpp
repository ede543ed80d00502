#include "ratestack/encoding/canonical_json.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "encoding/es6_number.hpp"
#include "encoding/string_scan.hpp"
#include "encoding/utf16_order.hpp"
#include "ratestack/encoding/utf8.hpp"

namespace ratestack {
namespace {

using Member = const JsonObject::value_type*;

// RFC 8785 section 3.2.3. Boost's objects keep the order of the text, which is often sorted already.
std::vector<Member> sorted_members(const JsonObject& object) {
  std::vector<Member> members;
  members.reserve(object.size());
  for (const auto& member : object) members.push_back(&member);
  const auto before = [](Member a, Member b) { return encoding_detail::compare_utf16(a->key(), b->key()) < 0; };
  if (!std::is_sorted(members.begin(), members.end(), before)) std::sort(members.begin(), members.end(), before);
  return members;
}

// Writes a tree that a caller made: nothing in it is taken on trust.
class Writer {
 public:
  explicit Writer(std::string& out) noexcept : out_(out) {}

  bool value(const JsonValue& value, std::size_t depth);
  [[nodiscard]] JsonError error() const noexcept { return error_; }

 private:
  bool object(const JsonObject& object, std::size_t depth);
  bool array(const JsonArray& array, std::size_t depth);
  bool string(std::string_view text);
  bool integer(std::int64_t value);
  bool unsigned_integer(std::uint64_t value);
  bool number(double value);
  bool word(std::string_view text) { return out_ += text, true; }
  bool fail(JsonError error) { return error_ = error, false; }

  std::string& out_;
  JsonError error_{};
};

bool Writer::value(const JsonValue& value, std::size_t depth) {
  switch (value.kind()) {
    case boost::json::kind::null:
      return word("null");
    case boost::json::kind::bool_:
      return word(value.get_bool() ? "true" : "false");
    case boost::json::kind::int64:
      return integer(value.get_int64());
    case boost::json::kind::uint64:
      return unsigned_integer(value.get_uint64());
    case boost::json::kind::double_:
      return number(value.get_double());
    case boost::json::kind::string:
      return string(value.get_string());
    case boost::json::kind::array:
      return depth == 0 ? fail(JsonError::too_deep) : array(value.get_array(), depth - 1);
    case boost::json::kind::object:
      break;
  }
  return depth == 0 ? fail(JsonError::too_deep) : object(value.get_object(), depth - 1);
}

bool Writer::object(const JsonObject& object, std::size_t depth) {
  char before = '{';
  for (const Member member : sorted_members(object)) {
    out_ += before;
    if (!string(member->key())) return false;
    out_ += ':';
    if (!value(member->value(), depth)) return false;
    before = ',';
  }
  out_ += before == '{' ? "{}" : "}";
  return true;
}

bool Writer::array(const JsonArray& array, std::size_t depth) {
  char before = '[';
  for (const JsonValue& element : array) {
    out_ += before;
    if (!value(element, depth)) return false;
    before = ',';
  }
  out_ += before == '[' ? "[]" : "]";
  return true;
}

bool Writer::string(std::string_view text) {
  if (find_invalid_utf8(text) != text.size()) return fail(JsonError::invalid_utf8);
  append_canonical_string(out_, text);
  return true;
}

bool Writer::integer(std::int64_t value) {
  if (value > limits::kMaxSafeInteger || value < -limits::kMaxSafeInteger) return fail(JsonError::number_not_exact);
  append_canonical_integer(out_, value);
  return true;
}

bool Writer::unsigned_integer(std::uint64_t value) {
  if (value > static_cast<std::uint64_t>(limits::kMaxSafeInteger)) return fail(JsonError::number_not_exact);
  return integer(static_cast<std::int64_t>(value));
}

bool Writer::number(double value) {
  if (!std::isfinite(value)) return fail(JsonError::number_out_of_range);
  append_canonical_number(out_, value);
  return true;
}

// RFC 8785 section 3.2.2.2: the two-character escapes where JSON has one, else \u00xx in lower case.
void append_escape(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '\b':
      out += "\\b";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\r':
      out += "\\r";
      return;
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kHex[byte >> 4];
  out += kHex[byte & 0xF];
}

}  // namespace

Result<CanonicalJson> CanonicalJson::from_value(const JsonValue& value) {
  std::string text;
  Writer writer(text);
  if (!writer.value(value, kMaxJsonNesting)) return writer.error();
  return CanonicalJson(std::move(text));
}

Result<CanonicalJson> CanonicalJson::from_text(std::string_view text, const JsonLimits& limits) {
  const Result<JsonValue> value = parse_json(text, limits);
  if (!value) return value.error();
  return from_value(*value);
}

void append_canonical_string(std::string& out, std::string_view text) {
  const char* const end = text.data() + text.size();
  const char* run = text.data();
  out += '"';
  for (const char* at = run; (at = encoding_detail::find_special(at, end)) != end; ++at) {
    if (static_cast<unsigned char>(*at) >= 0x80) continue;  // never escaped, never normalised
    out.append(run, at);
    append_escape(out, *at);
    run = at + 1;
  }
  out.append(run, end);
  out += '"';
}

void append_canonical_number(std::string& out, double value) {
  encoding_detail::NumberText text;
  out += encoding_detail::format_es6(value, text);
}

void append_canonical_integer(std::string& out, std::int64_t value) {
  append_canonical_number(out, static_cast<double>(value));
}

}  // namespace ratestack
