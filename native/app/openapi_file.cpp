#include "native/app/openapi_file.hpp"

#include <string_view>

#include "native/app/version.hpp"
#include "native/http/openapi.hpp"
#include "native/http/routes.hpp"

namespace ratestack::app {
namespace {

// The end of the string that begins at `from` with its opening quote.
std::size_t end_of_string(std::string_view json, std::size_t from) {
  std::size_t at = from + 1;
  while (json[at] != '"') at += json[at] == '\\' ? 2U : 1U;
  return at + 1;
}

constexpr bool opens(char c) { return c == '{' || c == '['; }
constexpr bool closes(char c) { return c == '}' || c == ']'; }

// `json` is canonical, so without white space of its own (RFC 8785 section 3.2.1).
std::string indented(std::string_view json) {
  std::string out;
  std::size_t depth = 0;
  const auto break_line = [&] { out.append("\n").append(depth * 2, ' '); };
  for (std::size_t at = 0, next = 0; at < json.size(); at = next) {
    const char c = json[at];
    next = c == '"' ? end_of_string(json, at) : at + 1;
    const bool fills = opens(c) && !closes(json[next]);
    const bool ends = closes(c) && !opens(json[at - 1]);
    if (fills) ++depth;
    if (ends) --depth;
    if (ends) break_line();
    out += json.substr(at, next - at);
    if (fills || c == ',') break_line();
    if (c == ':') out += ' ';
  }
  return out;
}

}  // namespace

std::string openapi_file() { return indented(http::OpenApiDocument(http::routes(), version_number()).text()) + "\n"; }

}  // namespace ratestack::app
