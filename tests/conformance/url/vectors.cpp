#include "vectors.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace ratestack::testing {
namespace {

unsigned code_unit(std::string_view escape) {
  return static_cast<unsigned>(std::stoul(std::string(escape.substr(2, 4)), nullptr, 16));
}

bool is_unit_escape(std::string_view text) { return text.size() >= 6 && text.substr(0, 2) == "\\u"; }
bool is_high(unsigned unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low(unsigned unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// How long the piece at the front is: a pair of escapes, an escape, or one byte.
std::size_t piece_length(std::string_view text) {
  if (text.substr(0, 1) != "\\") return 1;
  if (!is_unit_escape(text)) return 2;
  const bool pair = is_high(code_unit(text)) && is_unit_escape(text.substr(6)) && is_low(code_unit(text.substr(6)));
  return pair ? 12 : 6;
}

std::string with_scalar_values(std::string_view json) {
  std::string out;
  while (!json.empty()) {
    const std::string_view piece = json.substr(0, piece_length(json));
    const unsigned unit = piece.size() == 6 ? code_unit(piece) : 0;
    out += is_high(unit) || is_low(unit) ? std::string_view("\\uFFFD") : piece;
    json.remove_prefix(piece.size());
  }
  return out;
}

}  // namespace

std::optional<JsonArray> read_vectors(const std::string& name) {
  const char* const folder = std::getenv("RATESTACK_VECTORS");
  if (folder == nullptr) return std::nullopt;
  std::ifstream file(std::string(folder) + "/wpt/" + name, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  // Vectors that are no JSON are a fault of the folder: value() ends the program.
  const JsonValue parsed = parse_json(with_scalar_values(text.str())).value();
  JsonArray cases;
  for (const JsonValue& entry : parsed.as_array()) {
    if (entry.is_object()) cases.push_back(entry);
  }
  return cases;
}

std::string_view text_of(const JsonObject& object, std::string_view key) { return object.at(key).as_string(); }

}  // namespace ratestack::testing
