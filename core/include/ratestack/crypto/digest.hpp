// A SHA-256 digest as a value: 32 bytes, written as 64 lower-case hex digits.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace ratestack {

struct Digest {
  static constexpr std::size_t kSize = 32;
  static constexpr std::size_t kHexSize = 64;

  std::array<std::uint8_t, kSize> bytes{};  // all zero: what stands before the first row of a chain

  /// Exactly 64 lower-case hex digits, or nothing.
  static std::optional<Digest> from_hex(std::string_view hex) noexcept;
  [[nodiscard]] std::string to_hex() const;
  /// Public values only: not constant time. Secrets compare with `constant_time_equal`.
  friend bool operator==(const Digest&, const Digest&) = default;
  // Written out: the WASM build's libc++ has no <=> for std::array.
  friend std::strong_ordering operator<=>(const Digest& a, const Digest& b) noexcept {
    return std::memcmp(a.bytes.data(), b.bytes.data(), kSize) <=> 0;
  }
};

}  // namespace ratestack
