// The order of member names in canonical JSON (RFC 8785 section 3.2.3): by UTF-16 code units, decided on UTF-8 text.
#pragma once

#include <algorithm>
#include <string_view>

namespace ratestack::encoding_detail {

// UTF-8 sorts by code point. UTF-16 differs in one place: the surrogate pairs of U+10000 and above (lead bytes F0-F4)
// come before U+E000 to U+FFFF (lead bytes EE and EF). Where two well-formed texts first differ, either both bytes
// lead, or both continue the same lead; so lifting EE and EF above F4 gives the order of the code units.
[[nodiscard]] constexpr int utf16_weight(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte;
}

/// Negative, zero or positive as `a` sorts before, with or after `b`. Both must be well-formed UTF-8.
[[nodiscard]] int compare_utf16(std::string_view a, std::string_view b) noexcept;

/// The slow path of compare_utf16_escaped.
[[nodiscard]] int compare_unescaped(std::string_view a, std::string_view b) noexcept;

/// The same order for the raw content of two canonical JSON strings (between the quotes, escapes as they are written).
[[nodiscard]] inline int compare_utf16_escaped(std::string_view a, std::string_view b) noexcept {
  const std::size_t common = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (a[i] == '\\' || b[i] == '\\') return compare_unescaped(a, b);
    if (a[i] != b[i]) return utf16_weight(a[i]) - utf16_weight(b[i]);
  }
  return static_cast<int>(a.size() > common) - static_cast<int>(b.size() > common);
}

}  // namespace ratestack::encoding_detail
