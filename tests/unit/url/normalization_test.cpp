// Unicode Normalization Form C: one case a rule of UAX 15 and of the Unicode Standard, section 3.11 and 3.12.
#include "url/idna/normalization.hpp"

#include <gtest/gtest.h>

namespace ratestack::idna_detail {
namespace {

TEST(Normalization, ComposesWhatDecomposes) {
  EXPECT_EQ(to_nfc(U"a\u0301"), U"\u00E1");
  EXPECT_EQ(to_nfc(U"\u1E9B\u0323"), U"\u1E9B\u0323");
  EXPECT_EQ(to_nfc(U"\u0344"), U"\u0308\u0301");  // excluded: begins with no starter
  EXPECT_EQ(to_nfc(U"\u01D5"), U"\u01D5");        // in two steps
  EXPECT_EQ(to_nfc(U"U\u0308\u0304"), U"\u01D5");
  EXPECT_EQ(to_nfc(U"\U00011099\U000110BA"), U"\U0001109A");  // beyond the basic plane
}

TEST(Normalization, SingletonsBecomeWhatTheyStandFor) {
  EXPECT_EQ(to_nfc(U"\u212B"), U"\u00C5");
  EXPECT_EQ(to_nfc(U"\u2126"), U"\u03A9");
  EXPECT_EQ(to_nfc(U"\U0002F868"), U"\u36FC");
}

TEST(Normalization, ExclusionsStayApart) {
  EXPECT_EQ(to_nfc(U"\u0958"), U"\u0915\u093C");
  EXPECT_EQ(to_nfc(U"\uFB1D"), U"\u05D9\u05B4");
}

TEST(Normalization, OrdersMarksByClassAndKeepsEqualOnes) {
  EXPECT_EQ(to_nfc(U"q\u0307\u0323"), U"q\u0323\u0307");
  EXPECT_EQ(to_nfc(U"q\u0301\u0300"), U"q\u0301\u0300");
  EXPECT_EQ(to_nfc(U"a\u0323\u0302"), U"\u1EAD");
  EXPECT_EQ(to_nfc(U"a\u0302\u0323"), U"\u1EAD");
}

TEST(Normalization, WhatIsBlockedDoesNotCompose) {
  EXPECT_EQ(to_nfc(U"a\u0305\u0301"), U"a\u0305\u0301");  // the same class between
  EXPECT_EQ(to_nfc(U"ab\u0301"), U"ab\u0301");
  EXPECT_EQ(to_nfc(U"\u0301a"), U"\u0301a");
  EXPECT_EQ(to_nfc(U"a\u0327\u0301"), U"\u00E1\u0327");  // a lower class between does not block
}

TEST(Normalization, HangulByArithmetic) {
  EXPECT_EQ(to_nfc(U"\u1100\u1161"), U"\uAC00");
  EXPECT_EQ(to_nfc(U"\u1100\u1161\u11A8"), U"\uAC01");
  EXPECT_EQ(to_nfc(U"\uAC00\u11A8"), U"\uAC01");
  EXPECT_EQ(to_nfc(U"\uAC00\u11A7"), U"\uAC00\u11A7");  // TBase itself is no trailing consonant
  EXPECT_EQ(to_nfc(U"\uAC01\u11A8"), U"\uAC01\u11A8");
  EXPECT_EQ(to_nfc(U"\u1112\u1175\u11C2"), U"\uD7A3");
  EXPECT_EQ(to_nfc(U"\uD7A3"), U"\uD7A3");
}

TEST(Normalization, LongRunsOfMarksAreSortedNotBubbled) {
  std::u32string text = U"a";
  for (int i = 0; i < 200000; ++i) text += i % 2 == 0 ? U'\u0315' : U'\u0323';
  const std::u32string normal = to_nfc(text);
  EXPECT_EQ(normal.substr(0, 2), U"\u1EA1\u0323");
  EXPECT_EQ(normal.back(), U'\u0315');
}

}  // namespace
}  // namespace ratestack::idna_detail
