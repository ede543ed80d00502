// The generated tables, over all of Unicode: properties that hold whatever the version is.
#include <gtest/gtest.h>

#include <tuple>

#include "url/idna/mapping.hpp"
#include "url/idna/normalization.hpp"
#include "url/idna/tables.hpp"

namespace ratestack::idna_detail {
namespace {

using namespace std::string_literals;

constexpr char32_t kEnd = 0x110000;

bool is_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDFFF; }

std::u32string mapped(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text) append_mapped(out, c);
  return to_nfc(out);
}

void expect_ascending_from_zero(RangeTable table) {
  ASSERT_FALSE(table.empty());
  EXPECT_EQ(table.front() >> 8, 0U);
  for (std::size_t i = 1; i < table.size(); ++i) ASSERT_LT(table[i - 1] >> 8, table[i] >> 8) << i;
  EXPECT_LT(table.back() >> 8, kEnd);
}

TEST(IdnaTables, RangesAscendFromZero) {
  expect_ascending_from_zero(tables().mappings);
  expect_ascending_from_zero(tables().properties);
  expect_ascending_from_zero(tables().combining_classes);
  EXPECT_EQ(tables().mappings.size(), tables().mapping_values.size());
}

TEST(IdnaTables, WhatIsMappedOnceIsMappedNoFurther) {
  for (char32_t c = 0; c < kEnd; ++c) {
    if (is_surrogate(c)) continue;
    const std::u32string once = mapped({&c, 1});
    ASSERT_EQ(mapped(once), once) << std::hex << static_cast<std::uint32_t>(c);
  }
}

// So that a name which was accepted is accepted again in the form that was written.
TEST(IdnaTables, WhatReplacesACodePointIsValid) {
  for (char32_t c = 0; c < kEnd; ++c) {
    if (is_surrogate(c)) continue;
    const std::u32string once = mapped({&c, 1});
    if (once.empty() || once == std::u32string(1, c)) continue;
    for (const char32_t replacement : once) {
      ASSERT_TRUE(is_valid(replacement)) << std::hex << static_cast<std::uint32_t>(c);
    }
  }
}

TEST(IdnaTables, SurrogatesNoncharactersAndControlCharactersOfDirectionAreNotValid) {
  for (char32_t c = 0xD800; c <= 0xDFFF; ++c) EXPECT_FALSE(is_valid(c));
  for (char32_t plane = 0; plane < kEnd; plane += 0x10000) {
    EXPECT_FALSE(is_valid(plane + 0xFFFE));
    EXPECT_FALSE(is_valid(plane + 0xFFFF));
  }
  for (const char32_t c : U"\u061C\u200E\u200F\u202A\u202E\u2066\u2069"s) EXPECT_FALSE(is_valid(c));
}

TEST(IdnaTables, PairsComposeInOneWay) {
  const auto& [entries, indices] = std::tie(tables().decompositions, tables().compositions);
  for (std::size_t i = 1; i < indices.size(); ++i) {
    const Decomposition& before = entries[indices[i - 1]];
    const Decomposition& entry = entries[indices[i]];
    ASSERT_TRUE(before.first < entry.first || (before.first == entry.first && before.second < entry.second)) << i;
  }
}

}  // namespace
}  // namespace ratestack::idna_detail
