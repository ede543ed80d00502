// Places that a request names, before the URL Standard's own parser: a return path stays on this site, the path of
// where it leads does too, and a Referer that passes for ours is ours.
#include "ratestack/identity/return_path.hpp"

#include "exact_copy.hpp"
#include "ratestack/identity/origin_check.hpp"
#include "ratestack/url/url.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::require;

constexpr std::string_view kOrigin = "https://portal.example";

void check_path(std::string_view text) {
  if (!is_local_return_path(text)) return;
  const Url base = Url::parse("https://portal.example/a/b").value();
  const auto url = Url::parse(text, base);
  require(url && url->origin() == kOrigin, "a return path stays on this site");
  const auto again = Url::parse(url->path(), base);
  require(again && again->origin() == kOrigin, "and so does the path of where it leads");
}

void check_referer(std::string_view text) {
  static const PublicOrigin ours = PublicOrigin::parse(kOrigin).value();
  if (judge_origin({.method = "POST", .referer = text}, ours) != OriginVerdict::same_origin) return;
  const auto url = Url::parse(text);
  require(!url || url->origin() == kOrigin, "a Referer that passes for ours is ours");
}

void check_origin(std::string_view text) {
  const auto origin = PublicOrigin::parse(text);
  if (!origin) return;
  require(origin->text() == text && text.find(origin->host()) != std::string_view::npos, "an origin is its text");
  const auto url = Url::parse(text);
  require(!url || !url->has_credentials(), "an origin holds no credentials");
  require(!url || url->path() == "/", "and no path");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactCopy input(data, size);
  check_path(input.view());
  check_referer(input.view());
  check_origin(input.view());
  return 0;
}
