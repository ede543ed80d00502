// Classes of characters, by table: one load instead of a chain of comparisons.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ratestack::redaction_detail {

inline constexpr std::uint8_t kDigit = 1;
inline constexpr std::uint8_t kLetter = 2;
inline constexpr std::uint8_t kJoiner = 4;   // may stand between the groups of a number
inline constexpr std::uint8_t kLocal = 8;    // RFC 5322 atext and '.', RFC 6531 UTF8-non-ascii
inline constexpr std::uint8_t kDomain = 16;  // letters, digits, hyphen, underscore, RFC 6531 U-labels
inline constexpr std::uint8_t kHex = 32;
inline constexpr std::uint8_t kNonAscii = 64;
inline constexpr std::uint8_t kFoldLead = 128;  // where a folded form may begin

constexpr void add_class(std::array<std::uint8_t, 256>& table, std::string_view members, std::uint8_t bit) {
  for (const char c : members) table[static_cast<unsigned char>(c)] |= bit;
}

inline constexpr std::array<std::uint8_t, 256> kClasses = [] {
  std::array<std::uint8_t, 256> table{};
  add_class(table, "0123456789", kDigit | kLocal | kDomain | kHex);
  add_class(table, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", kLetter | kLocal | kDomain);
  add_class(table, "abcdefABCDEF", kHex);
  add_class(table, " -./()+_", kJoiner);
  add_class(table, "!#$%&'*+-/=?^_`{|}~.", kLocal);
  add_class(table, "-_", kDomain);
  add_class(table, "%\\&[({<", kFoldLead);
  for (unsigned i = 0x80; i < 0x100; ++i) table[i] = kNonAscii | kLocal | kDomain | kFoldLead;
  return table;
}();

[[nodiscard]] constexpr bool is_any(char c, unsigned classes) noexcept {
  return (kClasses[static_cast<unsigned char>(c)] & classes) != 0;
}
[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_letter(char c) noexcept { return is_any(c, kLetter); }
[[nodiscard]] constexpr bool is_alnum(char c) noexcept { return is_any(c, kLetter | kDigit); }
[[nodiscard]] constexpr bool is_token_char(char c) noexcept {  // the alphabets of RFC 4648 sections 4 and 5
  return is_alnum(c) || c == '+' || c == '/' || c == '-' || c == '_';
}
[[nodiscard]] constexpr bool is_hex(char c) noexcept { return is_any(c, kHex); }
[[nodiscard]] constexpr bool is_non_ascii(char c) noexcept { return static_cast<unsigned char>(c) >= 0x80; }
[[nodiscard]] constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }
[[nodiscard]] constexpr unsigned hex_value(char c) noexcept {
  return is_digit(c) ? static_cast<unsigned>(c - '0') : static_cast<unsigned>(lower(c) - 'a' + 10);
}

}  // namespace ratestack::redaction_detail
