// The URL parser. For every input that is read:
//   - its serialisation is read again, as itself, with the same parts;
//   - the parts, put together by the serialiser of the Standard (section 4.5), give the serialisation;
//   - it is printable ASCII, but for the spaces of an opaque path;
//   - read against any base that has the same text, it resolves to what its text says.
// The first line of the input is a base, the rest is read alone and against it.
#include <algorithm>
#include <string>

#include "exact_copy.hpp"
#include "ratestack/url/url.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::require;

std::string credentials_of(const Url& url) {
  if (!url.has_credentials()) return "";
  std::string text(url.username());
  if (!url.password().empty()) text.append(":").append(url.password());
  return text + '@';
}

std::string authority_of(const Url& url) {
  if (!url.host()) return url.path().starts_with("//") ? "/." : "";
  std::string text = "//" + credentials_of(url);
  text += *url.host();
  if (url.port()) text += ':' + std::to_string(*url.port());
  return text;
}

std::string reassembled(const Url& url) {
  std::string text(url.scheme());
  text += ':' + authority_of(url);
  text += url.path();
  if (url.query()) text.append("?").append(*url.query());
  if (url.fragment()) text.append("#").append(*url.fragment());
  return text;
}

bool is_serialised_byte(const Url& url, char c) {
  return (c > 0x20 && c < 0x7F) || (c == ' ' && url.has_opaque_path());
}

void check(const Url& url) {
  const std::string_view href = url.href();
  require(std::all_of(href.begin(), href.end(), [&](char c) { return is_serialised_byte(url, c); }),
          "a serialisation is printable ASCII");
  require(reassembled(url) == href, "the parts give the whole");
  const ExactCopy copy(href);
  const Result<Url> again = Url::parse(copy.view());
  require(again.has_value() && again.value().href() == href, "serialize(parse(x)) is a fixed point");
  require(again.value().offsets() == url.offsets(), "and has the same parts");
  require(!url.is_special() || (url.host() && url.path().starts_with('/')), "special URLs have a host and a path");
  require(!url.port() || *url.port() != default_port(url.scheme()), "a default port is not written");
}

void check_with_base(std::string_view input, const Url& base) {
  const Result<Url> url = Url::parse(input, base);
  if (url) check(url.value());
  // A URL that is whole by itself does not hear its base, once it is serialised.
  if (url)
    require(Url::parse(url.value().href(), base).value().href() == url.value().href(), "absolute stays absolute");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(text.find('\n'), text.size());
  const ExactCopy first(text.substr(0, line));
  const ExactCopy rest(text.substr(std::min(line + 1, text.size())));
  const Result<Url> base = Url::parse(first.view());
  const Result<Url> url = Url::parse(rest.view());
  if (base) check(base.value());
  if (url) check(url.value());
  if (base) check_with_base(rest.view(), base.value());
  return 0;
}
