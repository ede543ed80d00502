// Special schemes (URL Standard section 3.1: "special" is what browsers give hosts and ports to).
#pragma once

#include <cstdint>
#include <string_view>

namespace ratestack::url_detail {

enum class Scheme : std::uint8_t { other, http, https, ws, wss, ftp, file };

inline constexpr std::uint32_t kNoPort = 0xFFFFFFFF;

/// `name` is in lower case, without ":".
[[nodiscard]] constexpr Scheme scheme_of(std::string_view name) noexcept {
  if (name == "https") return Scheme::https;
  if (name == "http") return Scheme::http;
  if (name == "file") return Scheme::file;
  if (name == "wss") return Scheme::wss;
  if (name == "ws") return Scheme::ws;
  return name == "ftp" ? Scheme::ftp : Scheme::other;
}

[[nodiscard]] constexpr bool is_special(Scheme scheme) noexcept { return scheme != Scheme::other; }

[[nodiscard]] constexpr std::uint32_t default_port_of(Scheme scheme) noexcept {
  switch (scheme) {
    case Scheme::http:
    case Scheme::ws:
      return 80;
    case Scheme::https:
    case Scheme::wss:
      return 443;
    case Scheme::ftp:
      return 21;
    case Scheme::file:
    case Scheme::other:
      break;
  }
  return kNoPort;
}

}  // namespace ratestack::url_detail
