// Whatever is a canonical request path has one reading: nothing to decode, nothing to resolve, nothing lost when it is
// taken apart at its slashes; and the URL Standard's own parser reads that very path.
#include "ratestack/url/request_path.hpp"

#include <string>

#include "exact_copy.hpp"
#include "ratestack/url/url.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::require;

void check_segments(std::string_view path) {
  std::string joined;
  for (std::size_t at = 0; at < path.size();) {
    require(path[at] == '/', "a segment begins with a slash");
    const std::size_t end = path.find('/', at + 1);
    const std::string_view segment = path.substr(at + 1, end == std::string_view::npos ? end : end - at - 1);
    require(!segment.empty() && segment != "." && segment != "..", "a segment names something");
    joined += '/';
    joined += segment;
    at = end == std::string_view::npos ? path.size() : end;
  }
  require(joined == path, "segments joined are the path");
}

void check_other_readers(std::string_view path) {
  static const Url base = Url::parse("https://portal.example/a/b").value();
  const auto relative = Url::parse(path, base);
  require(relative && relative->origin() == base.origin() && relative->path() == path, "resolved, it stays");
  const auto absolute = Url::parse("http://api" + std::string(path) + "?x=1");
  require(absolute && absolute->path() == path, "and within a URL too");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactCopy input(data, size);
  const std::string_view path = input.view();
  if (!is_canonical_request_path(path)) return 0;
  require(path.find_first_of("%\\?#") == std::string_view::npos, "nothing to decode, nothing that ends it");
  check_segments(path);
  check_other_readers(path);
  return 0;
}
