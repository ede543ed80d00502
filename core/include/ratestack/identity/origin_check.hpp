// Where a request comes from, by the word of the browser: what keeps other sites from acting through it (contract 3.8).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ratestack/identity/public_origin.hpp"

namespace ratestack {

/// What of a request says where it comes from. Absent is not empty.
struct RequestSource {
  std::string_view method;  // as sent: methods are case-sensitive (RFC 9110 section 9.1)
  std::optional<std::string_view> origin = {};
  std::optional<std::string_view> referer = {};
  std::optional<std::string_view> sec_fetch_site = {};
};

enum class OriginVerdict : std::uint8_t {
  same_origin,     // the one that may change something
  safe_method,     // GET, HEAD, OPTIONS: changes nothing (RFC 9110 section 9.2.1), so it may come from anywhere
  cross_site,      // Sec-Fetch-Site says so; a sibling's `same-site` is no better
  null_origin,     // a sandboxed frame, a redirect through elsewhere, a page without an origin
  foreign_origin,  // another origin, or several
  no_origin,       // neither Origin nor Referer: no browser of these years, and no reason to believe
};
[[nodiscard]] std::string_view to_string(OriginVerdict verdict) noexcept;  // "cross_site"
[[nodiscard]] constexpr bool permits(OriginVerdict verdict) noexcept {
  return verdict == OriginVerdict::same_origin || verdict == OriginVerdict::safe_method;
}

/// A handler of a safe method that changes something is not protected by this. An endpoint that is meant to be posted
/// to from elsewhere (an OIDC provider's form_post) does not ask here: its own `state` must do.
[[nodiscard]] OriginVerdict judge_origin(const RequestSource& source, const PublicOrigin& ours) noexcept;

}  // namespace ratestack
