// The digits of base64 in either alphabet of RFC 4648: what base64.cpp and base64url.cpp have in common.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ratestack/base/bytes.hpp"
#include "ratestack/encoding/binary_text.hpp"

namespace ratestack::base64 {

/// The 64 digits, and their values by character; -1 for any other. Sections 4 and 5 differ in the last two.
class Alphabet {
 public:
  constexpr Alphabet(char digit_62, char digit_63) {
    constexpr std::string_view kCommon = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    for (std::size_t i = 0; i < kCommon.size(); ++i) digits_[i] = kCommon[i];
    digits_[62] = digit_62;
    digits_[63] = digit_63;
    for (std::int8_t& value : values_) value = -1;
    for (std::size_t i = 0; i < digits_.size(); ++i) {
      values_[static_cast<std::uint8_t>(digits_[i])] = static_cast<std::int8_t>(i);
    }
  }
  [[nodiscard]] char digit(std::uint32_t value) const noexcept { return digits_[value & 0x3FU]; }
  [[nodiscard]] std::int32_t value(char c) const noexcept { return values_[static_cast<std::uint8_t>(c)]; }

 private:
  std::array<char, 64> digits_{};
  std::array<std::int8_t, 256> values_{};
};
inline constexpr Alphabet kStandard{'+', '/'};
inline constexpr Alphabet kUrl{'-', '_'};

struct Fault {
  BinaryTextError error;
  std::size_t at = 0;  // of a bad_character

  [[nodiscard]] Error as_error() const;
};

/// Without padding.
[[nodiscard]] std::string encode(ByteSpan bytes, const Alphabet& alphabet);

/// How many bytes so many digits hold. One digit over a multiple of four carries six bits, less than a byte: nothing.
[[nodiscard]] std::optional<std::size_t> decoded_size(std::size_t digits) noexcept;

/// Fills `out`, which is as long as decoded_size says. Allocates nothing: digits may be a secret's.
[[nodiscard]] std::optional<Fault> decode(std::string_view digits, const Alphabet& alphabet,
                                          MutableByteSpan out) noexcept;

}  // namespace ratestack::base64
