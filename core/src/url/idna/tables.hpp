// What Unicode says of code points, as far as IDNA asks. The arrays are written by make_idna_tables.py; see the head of
// idna_tables.cpp for version and sources.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

namespace ratestack::idna_detail {

/// Ascending: first code point << 8 | the value of every code point from there to the next range's. The first begins at
/// 0.
using RangeTable = std::span<const std::uint32_t>;

/// What UTS 46 does to the code points of a range; `kMappingValues` has one word for each range beside it.
enum class Mapping : std::uint8_t {
  valid,  // and the deviation characters, since processing is non-transitional
  disallowed,
  ignored,
  shifted,      // to code point + word
  alternating,  // every second one, the first among them, to its successor; the rest is valid
  text,         // to word & 0xFF code points from kMappingTexts[word >> 8]
};
extern const RangeTable kMappings;
extern const std::span<const std::int32_t> kMappingValues;
extern const std::u32string_view kMappingTexts;

/// Value: a BidiClass, and any of the bits below.
extern const RangeTable kProperties;
enum class BidiClass : std::uint8_t { L, R, AL, AN, EN, ES, CS, ET, ON, BN, NSM, other };
inline constexpr std::uint8_t kBidiClassBits = 0x0F;
inline constexpr std::uint8_t kJoinsNext = 0x10;      // Joining_Type L or D
inline constexpr std::uint8_t kJoinsPrevious = 0x20;  // Joining_Type R or D
inline constexpr std::uint8_t kTransparent = 0x40;    // Joining_Type T
inline constexpr std::uint8_t kMark = 0x80;           // General_Category M

/// Value: Canonical_Combining_Class.
extern const RangeTable kCombiningClasses;
inline constexpr std::uint8_t kVirama = 9;

/// Canonical decompositions in one step, ascending by `composite`; Hangul syllables are left to arithmetic.
struct Decomposition {
  char32_t composite;
  char32_t first;
  char32_t second;  // 0: a singleton
};
extern const std::span<const Decomposition> kDecompositions;
/// Indices of those that compose again, ascending by (first, second).
extern const std::span<const std::uint16_t> kCompositions;

[[nodiscard]] inline std::size_t range_of(RangeTable table, char32_t c) noexcept {
  const auto after = std::upper_bound(table.begin(), table.end(), static_cast<std::uint32_t>(c) << 8 | 0xFF);
  return static_cast<std::size_t>(after - table.begin()) - 1;
}

[[nodiscard]] inline std::uint8_t value_of(RangeTable table, char32_t c) noexcept {
  return static_cast<std::uint8_t>(table[range_of(table, c)] & 0xFF);
}

}  // namespace ratestack::idna_detail
