// IPv4 and IPv6 addresses as numbers.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ratestack/base/bytes.hpp"

namespace ratestack {

/// Always a whole address; 0.0.0.0 by default. A zone (RFC 4007) is no part of it.
class IpAddress {
 public:
  using V4Bytes = std::array<std::uint8_t, 4>;
  using V6Bytes = std::array<std::uint8_t, 16>;

  constexpr IpAddress() noexcept = default;
  static IpAddress v4(V4Bytes bytes) noexcept;
  static IpAddress v6(V6Bytes bytes) noexcept;
  /// Strict text: dotted quad in decimal without leading zeros, or RFC 4291 section 2.2 without zone and brackets.
  /// (What the WHATWG host parser accepts beyond that, `0x7f.1`, never reaches here: it is canonical by then.)
  static std::optional<IpAddress> parse(std::string_view text) noexcept;

  [[nodiscard]] bool is_v4() const noexcept { return is_v4_; }
  /// 4 or 16 bytes in network order; lives as long as this address.
  [[nodiscard]] ByteSpan bytes() const noexcept { return {bytes_.data(), is_v4_ ? 4U : 16U}; }
  /// Dotted quad, or RFC 5952 without brackets. Embedded IPv4 is written in hex as everywhere in a URL: section 5's
  /// mixed form is optional, and the host of a Url never has it.
  [[nodiscard]] std::string to_text() const;
  friend bool operator==(const IpAddress&, const IpAddress&) = default;
  friend std::strong_ordering operator<=>(const IpAddress&, const IpAddress&) = default;

 private:
  V6Bytes bytes_{};  // an IPv4 address fills the first four
  bool is_v4_ = true;
};

}  // namespace ratestack
