// The query part of a request-target: whatever is accepted consists of distinct names and printable ASCII, and reads
// the same once it has been written out again with every byte escaped.
#include "native/http/query.hpp"

#include <algorithm>

#include "exact_copy.hpp"
#include "require.hpp"

namespace {

using ratestack::fuzzing::require;
using ratestack::http::Query;

std::string escaped(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kHex[byte >> 4U], kHex[byte & 0xFU]};
  }
  return out;
}

bool printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ratestack::fuzzing::ExactCopy input(data, size);
  const auto query = Query::parse(input.view());
  if (!query) return 0;
  require(query->all().size() <= ratestack::http::kMaxQueryParameters, "bounded");
  std::string again = "/?";
  for (const auto& [name, value] : query->all()) {
    require(printable(name) && printable(value), "printable ASCII");
    require(query->text(name) == std::string_view(value), "each name once");
    again += escaped(name) + "=" + escaped(value) + "&";
    static_cast<void>(query->integer(name, 1, 500));
    static_cast<void>(query->time(name));
    static_cast<void>(query->org(name));
  }
  const auto reread = Query::parse(again);
  require(reread.has_value() && reread->all() == query->all(), "escaping changes nothing");
  return 0;
}
