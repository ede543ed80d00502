#include "url/second_reading.hpp"

#include "url/canonical_host.hpp"
#include "url/strict_authority.hpp"

namespace ratestack {
namespace {

// Both as the host parser writes them: the two readings may spell one host differently. What is dialled is the
// canonical one, so that must be a host for both readers.
bool is_same_host(std::string_view strict, std::string_view found) {
  if (strict == found) return true;
  if (!is_strict_host(found)) return false;
  const auto one = canonical_host(strict);
  const auto other = canonical_host(found);
  return one && other && *one == *other;
}

std::string_view host_of(const Url& url) noexcept { return url.host().value_or(""); }

Error ambiguous(std::string_view why) { return {UrlError::ambiguous_url, std::string(why)}; }

}  // namespace

Result<void> check_second_reading(std::string_view input, const Url& url, const Url* base) {
  // RFC 8089 section 2 lets a file URL spell its own host in three ways. No service may call one.
  if (url.scheme() == "file") return {};
  const auto strict = read_strictly(input);
  if (!strict) return ambiguous("the authority does not follow RFC 3986");
  if (strict->host) {
    if (is_same_host(*strict->host, host_of(url))) return {};
    return ambiguous("RFC 3986 finds another host");
  }
  // Without an authority the host is the base's (RFC 3986 section 5.2.2), or there is none.
  const bool inherits = strict->scheme.empty() && base != nullptr;
  if (host_of(url) == (inherits ? host_of(*base) : std::string_view())) return {};
  return ambiguous("RFC 3986 finds no host");
}

}  // namespace ratestack
