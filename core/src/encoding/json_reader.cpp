// The grammar of RFC 8259 as one recursive descent, as deep as the limit and no deeper.
#include <algorithm>
#include <cstring>

#include "encoding/json_pointer.hpp"
#include "encoding/json_text.hpp"

namespace ratestack {
namespace {

using encoding_detail::JsonText;
using encoding_detail::PathStep;

class JsonReader {
 public:
  JsonReader(std::string_view text, const JsonLimits& limits) noexcept : in_(text), limits_(limits) {}

  Result<JsonValue> read();

 private:
  bool document(JsonValue& out);
  bool value(JsonValue& out, std::size_t depth, const PathStep* path);
  bool object(JsonValue& out, std::size_t depth, const PathStep* path);
  bool member(JsonObject& members, std::size_t depth, const PathStep* path);
  bool array(JsonValue& out, std::size_t depth, const PathStep* path);
  bool string(JsonValue& out);
  bool literal(std::string_view word, JsonValue meaning, JsonValue& out);
  bool number(JsonValue& out, const PathStep* path);
  bool enter(char close, std::size_t depth, bool& empty);
  bool separator(char close, bool& closed);
  bool fail(JsonError error, const char* where, const PathStep* path);
  [[nodiscard]] Error error() const;

  JsonText in_;
  JsonLimits limits_;
  std::string scratch_;  // the unescaped form of the string just read
  std::string pointer_;  // of the member that failed, where the error names one
};

Result<JsonValue> JsonReader::read() {
  if (static_cast<std::size_t>(in_.end - in_.begin) > std::min(limits_.max_bytes, kMaxJsonBytes)) {
    return Error(JsonError::too_large, "limit " + std::to_string(std::min(limits_.max_bytes, kMaxJsonBytes)));
  }
  JsonValue root;
  if (!document(root)) return error();
  return root;
}

bool JsonReader::document(JsonValue& out) {
  in_.skip_space();
  if (!value(out, std::min(limits_.max_depth, kMaxJsonNesting), nullptr)) return false;
  in_.skip_space();
  return in_.at == in_.end || in_.fail(JsonError::trailing_data, in_.at);
}

// `depth` is how many containers may still be opened.
bool JsonReader::value(JsonValue& out, std::size_t depth, const PathStep* path) {
  if (!in_.more()) return false;
  switch (*in_.at) {
    case '{':
      return object(out, depth, path);
    case '[':
      return array(out, depth, path);
    case '"':
      return string(out);
    case 't':
      return literal("true", true, out);
    case 'f':
      return literal("false", false, out);
    case 'n':
      return literal("null", nullptr, out);
    default:
      return number(out, path);
  }
}

bool JsonReader::object(JsonValue& out, std::size_t depth, const PathStep* path) {
  JsonObject& members = out.emplace_object();
  bool closed = false;
  if (!enter('}', depth, closed)) return false;
  while (!closed) {
    if (!member(members, depth - 1, path) || !separator('}', closed)) return false;
  }
  return true;
}

bool JsonReader::member(JsonObject& members, std::size_t depth, const PathStep* path) {
  const char* const start = in_.at;
  std::string_view key;
  if (!in_.more()) return false;
  if (*in_.at != '"') return in_.fail(JsonError::syntax, in_.at);
  if (members.size() == limits_.max_members) return in_.fail(JsonError::too_many_members, start);
  if (!encoding_detail::read_string(in_, scratch_, key)) return false;
  // RFC 7493 section 2.3: names are unique. The object's own hash table answers that, so the cost stays linear.
  // Odd capacities, so that the table's modulus takes in every bit of its hash: names that agree in low bits are cheap
  // to make, and would otherwise share one chain.
  if (members.size() == members.capacity()) members.reserve(std::max<std::size_t>(5, members.size() * 2 + 1));
  const auto [slot, inserted] = members.emplace(key, nullptr);
  const PathStep step{path, slot->key(), 0};
  if (!inserted) return fail(JsonError::duplicate_key, start, &step);
  in_.skip_space();
  if (!in_.more()) return false;
  if (*in_.at != ':') return in_.fail(JsonError::syntax, in_.at);
  ++in_.at;
  in_.skip_space();
  return value(slot->value(), depth, &step);
}

bool JsonReader::array(JsonValue& out, std::size_t depth, const PathStep* path) {
  JsonArray& elements = out.emplace_array();
  bool closed = false;
  if (!enter(']', depth, closed)) return false;
  while (!closed) {
    const PathStep step{path, {}, elements.size()};
    if (!value(elements.emplace_back(nullptr), depth - 1, &step) || !separator(']', closed)) return false;
  }
  return true;
}

bool JsonReader::string(JsonValue& out) {
  std::string_view text;
  if (!encoding_detail::read_string(in_, scratch_, text)) return false;
  out.emplace_string().assign(text);
  return true;
}

bool JsonReader::literal(std::string_view word, JsonValue meaning, JsonValue& out) {
  for (const char c : word) {
    if (!in_.more()) return false;
    if (*in_.at != c) return in_.fail(JsonError::syntax, in_.at);
    ++in_.at;
  }
  out = std::move(meaning);
  return true;
}

bool JsonReader::number(JsonValue& out, const PathStep* path) {
  if (encoding_detail::read_number(in_, limits_.integers, out)) return true;
  if (in_.error == JsonError::number_not_exact) pointer_ = encoding_detail::json_pointer(path);
  return false;
}

// Passes an opening bracket; `empty` if the closing one follows at once.
bool JsonReader::enter(char close, std::size_t depth, bool& empty) {
  if (depth == 0) return in_.fail(JsonError::too_deep, in_.at);
  ++in_.at;
  in_.skip_space();
  if (!in_.more()) return false;
  empty = *in_.at == close;
  if (empty) ++in_.at;
  return true;
}

// Passes a comma, after which another element must come, or the closing bracket.
bool JsonReader::separator(char close, bool& closed) {
  in_.skip_space();
  if (!in_.more()) return false;
  closed = *in_.at == close;
  if (!closed && *in_.at != ',') return in_.fail(JsonError::syntax, in_.at);
  ++in_.at;
  if (!closed) in_.skip_space();
  return true;
}

bool JsonReader::fail(JsonError error, const char* where, const PathStep* path) {
  pointer_ = encoding_detail::json_pointer(path);
  return in_.fail(error, where);
}

Error JsonReader::error() const {
  std::string place = "byte " + std::to_string(in_.error_at);
  if (!pointer_.empty()) place += " at " + pointer_;
  return Error(in_.error, std::move(place));
}

}  // namespace

Result<JsonValue> parse_json(std::string_view text, const JsonLimits& limits) {
  return JsonReader(text, limits).read();
}

}  // namespace ratestack
