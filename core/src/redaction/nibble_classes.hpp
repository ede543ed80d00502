// Byte classes by two sixteen-entry tables, one for each half of a byte: a byte has a class if both halves have its
// bit. A vector shuffle looks sixteen bytes up in one instruction.
#pragma once

#include <array>
#include <cstdint>

namespace ratestack::redaction_detail {

inline constexpr std::uint8_t kNibbleDigit = 1;         // 3x, 0-9
inline constexpr std::uint8_t kNibbleJoiner = 2;        // 2x: space % ( ) + - . /
inline constexpr std::uint8_t kNibbleAt = 4;            // 40
inline constexpr std::uint8_t kNibbleBracket = 8;       // 5B [, 7B {
inline constexpr std::uint8_t kNibbleSlant = 16;        // 5C backslash, 3C <
inline constexpr std::uint8_t kNibbleEscape = 32;       // 2x: % & (
inline constexpr std::uint8_t kNibbleLetterLow = 64;    // 4x 6x, 1-F
inline constexpr std::uint8_t kNibbleLetterHigh = 128;  // 5x 7x, 0-A

inline constexpr std::uint8_t kNibbleHot = kNibbleAt | kNibbleBracket | kNibbleSlant | kNibbleEscape;
inline constexpr std::uint8_t kNibbleLetter = kNibbleLetterLow | kNibbleLetterHigh;

inline constexpr std::array<std::uint8_t, 16> kHighNibbles{0,
                                                           0,
                                                           kNibbleJoiner | kNibbleEscape,
                                                           kNibbleDigit | kNibbleSlant,
                                                           kNibbleAt | kNibbleLetterLow,
                                                           kNibbleBracket | kNibbleSlant | kNibbleLetterHigh,
                                                           kNibbleLetterLow,
                                                           kNibbleBracket | kNibbleLetterHigh,
                                                           0,
                                                           0,
                                                           0,
                                                           0,
                                                           0,
                                                           0,
                                                           0,
                                                           0};

inline constexpr std::array<std::uint8_t, 16> kLowNibbles = [] {
  std::array<std::uint8_t, 16> table{};
  for (const unsigned low : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U}) table[low] |= kNibbleDigit;
  for (const unsigned low : {0x0U, 0x5U, 0x8U, 0x9U, 0xBU, 0xDU, 0xEU, 0xFU}) table[low] |= kNibbleJoiner;
  for (const unsigned low : {0x5U, 0x6U, 0x8U}) table[low] |= kNibbleEscape;
  table[0x0] |= kNibbleAt;
  table[0xB] |= kNibbleBracket;
  table[0xC] |= kNibbleSlant;
  for (unsigned low = 1; low < 16; ++low) table[low] |= kNibbleLetterLow;
  for (unsigned low = 0; low <= 0xA; ++low) table[low] |= kNibbleLetterHigh;
  return table;
}();

}  // namespace ratestack::redaction_detail
