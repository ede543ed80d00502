#include "native/http/json_member.hpp"

namespace ratestack::http {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

// Position behind the string that starts at `at`.
std::size_t string_end(std::string_view text, std::size_t at) {
  for (++at; text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at + 1;
}

std::size_t container_end(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  do {
    if (text[at] == '"') {
      at = string_end(text, at);
      continue;
    }
    if (text[at] == '{' || text[at] == '[') ++depth;
    if (text[at] == '}' || text[at] == ']') --depth;
    ++at;
  } while (depth != 0);
  return at;
}

std::size_t value_end(std::string_view text, std::size_t at) {
  if (text[at] == '"') return string_end(text, at);
  if (text[at] == '{' || text[at] == '[') return container_end(text, at);
  return text.find_first_of(",} \t\r\n", at);
}

}  // namespace

std::string_view member_value_text(std::string_view object, std::size_t index) {
  for (std::size_t at = object.find('{') + 1;;) {
    at = string_end(object, object.find('"', at));  // the name
    at = object.find_first_not_of(kSpace, object.find(':', at) + 1);
    const std::size_t end = value_end(object, at);
    if (index-- == 0) return object.substr(at, end - at);
    at = end;
  }
}

}  // namespace ratestack::http
