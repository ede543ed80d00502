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

/// Sections 4 and 5 differ in the last two digits.
struct Alphabet {
  char digit_62;
  char digit_63;
};
inline constexpr Alphabet kStandard{'+', '/'};
inline constexpr Alphabet kUrl{'-', '_'};

struct Fault {
  BinaryTextError error;
  std::size_t at = 0;  // of a bad_character

  [[nodiscard]] Error as_error() const;
};

/// Without padding.
[[nodiscard]] std::string encode(ByteSpan bytes, Alphabet alphabet);

/// How many bytes so many digits hold. One digit over a multiple of four carries six bits, less than a byte: nothing.
[[nodiscard]] std::optional<std::size_t> decoded_size(std::size_t digits) noexcept;

/// Fills `out`, which is as long as decoded_size says. Allocates nothing: digits may be a secret's.
[[nodiscard]] std::optional<Fault> decode(std::string_view digits, Alphabet alphabet, MutableByteSpan out) noexcept;

}  // namespace ratestack::base64
