// A Cookie header: what is found is a piece of it under exactly that name, by a count that knows nothing of the reader,
// and what can be written reads back.
#include <algorithm>
#include <string>

#include "exact_copy.hpp"
#include "ratestack/identity/cookie.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::require;

/// How many pieces are "name=..." once blanks are gone from around the name.
std::size_t count_pieces(std::string_view header, std::string_view name) {
  const std::string text = ';' + std::string(header) + ';';
  std::size_t count = 0;
  for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
    const std::size_t before = text.find_last_not_of(" \t", at - 1);
    const std::size_t after = text.find_first_not_of(" \t", at + name.size());
    count += text[before] == ';' && text[after] == '=' ? 1 : 0;
  }
  return count;
}

void check_found(std::string_view header, const CookieHeader& cookies, const CookieSpec& spec) {
  const auto found = cookies.find(spec.name);
  const std::size_t pieces = count_pieces(header, spec.name);
  require(found.has_value() == (pieces < 2), "what comes twice is ambiguous");
  if (!found) return;
  require(found.value().has_value() == (pieces == 1), "a cookie is found where it is");
  if (!found.value() || found.value()->empty()) return;
  const std::string_view value = *found.value();
  require(value.data() >= header.data() && value.data() + value.size() <= header.data() + header.size(),
          "a value is a piece of the header");
  require(value.find(';') == std::string_view::npos, "a value ends at a semicolon");
  const auto written = set_cookie(spec, value);
  if (!written) return;
  require(written.value() == spec.name + '=' + std::string(value) + "; Path=/; Secure; HttpOnly; SameSite=Lax",
          "a value adds no attribute");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactCopy input(data, size);
  const auto cookies = CookieHeader::parse(input.view());
  if (!cookies) return 0;
  require(cookies.value().size() <= CookieHeader::kMaxCookies && size <= CookieHeader::kMaxBytes, "bounds hold");
  check_found(input.view(), cookies.value(), cookie_spec(CookieKind::session));
  return 0;
}
