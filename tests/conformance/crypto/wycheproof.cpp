#include "wycheproof.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "ratestack/encoding/hex.hpp"

namespace ratestack::testing {

std::optional<JsonValue> read_wycheproof(const std::string& name) {
  const char* const folder = std::getenv("RATESTACK_VECTORS");
  if (folder == nullptr) return std::nullopt;
  std::ifstream file(std::string(folder) + "/wycheproof/" + name, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  // Vectors that are no JSON are a fault of the folder: value() ends the program.
  return parse_json(text.str(), {.max_bytes = 1 << 24}).value();
}

int for_each_case(const JsonValue& file, const std::function<bool(const JsonValue& group)>& wanted,
                  const CaseCheck& check) {
  int cases = 0;
  for (const JsonValue& group : file.at("testGroups").as_array()) {
    if (!wanted(group)) continue;
    for (const JsonValue& test : group.at("tests").as_array()) {
      check(group, test);
      ++cases;
    }
  }
  return cases;
}

std::int64_t number_of(const JsonValue& object, std::string_view key) { return object.at(key).as_int64(); }

std::string_view text_of(const JsonValue& object, std::string_view key) { return object.at(key).as_string(); }

std::vector<std::uint8_t> bytes_of(const JsonValue& object, std::string_view key) {
  return hex_decode(text_of(object, key)).value();
}

bool is_valid(const JsonValue& test) { return text_of(test, "result") == "valid"; }

}  // namespace ratestack::testing
