// What Unicode says of code points, as far as IDNA asks. The data is written by make_idna_tables.py; see the head of
// idna_tables.cpp for version and sources.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ratestack::idna_detail {

/// Ascending: first code point << 8 | the value of every code point from there to the next range's. The first begins at
/// 0.
using RangeTable = std::span<const std::uint32_t>;

/// What UTS 46 does to the code points of a range.
enum class Mapping : std::uint8_t {
  valid,  // and the deviation characters, since processing is non-transitional
  disallowed,
  ignored,
  shifted,      // to code point + value
  alternating,  // every second one, the first among them, to its successor; the rest is valid
  text,         // to value & 0xFF code points of `mapping_texts` from value >> 8
};

enum class BidiClass : std::uint8_t { L, R, AL, AN, EN, ES, CS, ET, ON, BN, NSM, other };
inline constexpr std::uint8_t kBidiClassBits = 0x0F;
inline constexpr std::uint8_t kJoinsNext = 0x10;      // Joining_Type L or D
inline constexpr std::uint8_t kJoinsPrevious = 0x20;  // Joining_Type R or D
inline constexpr std::uint8_t kTransparent = 0x40;    // Joining_Type T
inline constexpr std::uint8_t kMark = 0x80;           // General_Category M

inline constexpr std::uint8_t kVirama = 9;

/// A canonical decomposition in one step; Hangul syllables are left to arithmetic.
struct Decomposition {
  char32_t composite;
  char32_t first;
  char32_t second;  // 0: a singleton
};

struct Tables {
  std::vector<std::uint32_t> mappings;       // a RangeTable of Mapping
  std::vector<std::int32_t> mapping_values;  // one for each range of `mappings`
  std::u32string mapping_texts;
  std::vector<std::uint32_t> properties;         // a RangeTable: a BidiClass, and any of the bits above
  std::vector<std::uint32_t> combining_classes;  // a RangeTable of Canonical_Combining_Class
  std::vector<Decomposition> decompositions;     // ascending by `composite`
  std::vector<std::uint16_t> compositions;       // indices of those that compose again, ascending by (first, second)
};

/// Unpacked at the first call, into 75 KB; the same object from then on, from any thread.
[[nodiscard]] const Tables& tables();

[[nodiscard]] inline std::size_t range_of(RangeTable table, char32_t c) noexcept {
  const auto after = std::upper_bound(table.begin(), table.end(), static_cast<std::uint32_t>(c) << 8 | 0xFF);
  return static_cast<std::size_t>(after - table.begin()) - 1;
}

[[nodiscard]] inline std::uint8_t value_of(RangeTable table, char32_t c) noexcept {
  return static_cast<std::uint8_t>(table[range_of(table, c)] & 0xFF);
}

}  // namespace ratestack::idna_detail
