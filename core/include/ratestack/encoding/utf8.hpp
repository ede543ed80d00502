// Well-formed UTF-8: RFC 3629 section 4, the same set as Unicode's table 3-7.
#pragma once

#include <cstddef>
#include <string_view>

namespace ratestack {

namespace utf8_detail {

[[nodiscard]] constexpr bool is_byte_between(char c, unsigned low, unsigned high) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= low && byte <= high;
}

[[nodiscard]] constexpr bool is_tail(char c) noexcept { return is_byte_between(c, 0x80, 0xBF); }

// UTF8-3 of the RFC: E0 excludes overlong forms, ED excludes the surrogates U+D800 to U+DFFF.
[[nodiscard]] constexpr bool is_second_of_three(unsigned char lead, char second) noexcept {
  return is_byte_between(second, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
}

// UTF8-4 of the RFC: F0 excludes overlong forms, F4 excludes what lies above U+10FFFF.
[[nodiscard]] constexpr bool is_second_of_four(unsigned char lead, char second) noexcept {
  return is_byte_between(second, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
}

}  // namespace utf8_detail

/// Length (1 to 4) of the well-formed sequence that starts at `p`; 0 if there is none, or if it does not end by `end`.
/// `p` must be before `end`.
[[nodiscard]] inline std::size_t utf8_sequence_length(const char* p, const char* end) noexcept {
  using namespace utf8_detail;
  const auto lead = static_cast<unsigned char>(*p);
  const std::ptrdiff_t room = end - p;
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return room >= 2 && is_tail(p[1]) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) return room >= 3 && is_second_of_three(lead, p[1]) && is_tail(p[2]) ? 3 : 0;
  if (lead < 0xF0 || lead > 0xF4) return 0;  // 80-C1 and F5-FF start nothing
  return room >= 4 && is_second_of_four(lead, p[1]) && is_tail(p[2]) && is_tail(p[3]) ? 4 : 0;
}

/// The code point of the well-formed sequence at `p`, whose length is `length`.
[[nodiscard]] inline char32_t decode_utf8(const char* p, std::size_t length) noexcept {
  const auto lead = static_cast<unsigned char>(*p);
  if (length == 1) return lead;
  char32_t code_point = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) code_point = code_point << 6 | (static_cast<unsigned char>(p[i]) & 0x3F);
  return code_point;
}

/// Offset of the first byte that starts no well-formed sequence; `text.size()` if all is well.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text) noexcept;

/// Writes `code_point` (no surrogate, at most U+10FFFF) at `out`, which holds four bytes; the bytes written.
std::size_t encode_utf8(char32_t code_point, char* out) noexcept;

}  // namespace ratestack
