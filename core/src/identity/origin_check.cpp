#include "ratestack/identity/origin_check.hpp"

#include <array>

namespace ratestack {
namespace {

bool is_safe_method(std::string_view method) { return method == "GET" || method == "HEAD" || method == "OPTIONS"; }

// The one value of the four that is no reason to stop: `none`, a user's own doing, still needs an Origin or a Referer.
// What later versions of Fetch Metadata may say is passed over, as its section 2.3 asks.
bool is_elsewhere(const std::optional<std::string_view>& site) {
  return site && (*site == "cross-site" || *site == "same-site");
}

// A Referer is a URL without credentials and fragment (RFC 9110 section 10.1.3), so its origin ends where one of these
// begins; "https://ours@evil.example" and "https://ours.evil.example" go on otherwise.
bool begins_with_origin(std::string_view url, std::string_view origin) {
  if (!url.starts_with(origin)) return false;
  url.remove_prefix(origin.size());
  return url.empty() || url.front() == '/' || url.front() == '?';
}

}  // namespace

std::string_view to_string(OriginVerdict verdict) noexcept {
  constexpr std::array<std::string_view, 6> kNames{"same_origin", "safe_method",    "cross_site",
                                                   "null_origin", "foreign_origin", "no_origin"};
  return kNames[static_cast<std::size_t>(verdict)];
}

OriginVerdict judge_origin(const RequestSource& source, const PublicOrigin& ours) noexcept {
  if (is_safe_method(source.method)) return OriginVerdict::safe_method;
  if (is_elsewhere(source.sec_fetch_site)) return OriginVerdict::cross_site;
  if (source.origin) {
    if (*source.origin == "null") return OriginVerdict::null_origin;
    return *source.origin == ours.text() ? OriginVerdict::same_origin : OriginVerdict::foreign_origin;
  }
  if (!source.referer) return OriginVerdict::no_origin;
  const bool same = begins_with_origin(*source.referer, ours.text());
  return same ? OriginVerdict::same_origin : OriginVerdict::foreign_origin;
}

}  // namespace ratestack
