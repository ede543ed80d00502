// The sample strings of RFC 3492 section 7.1, both ways, and what a decoder must refuse.
#include "url/idna/punycode.hpp"

#include <gtest/gtest.h>

namespace ratestack::idna_detail {
namespace {

struct Sample {
  std::u32string_view label;
  std::string_view letters;
};

constexpr Sample kSamples[] = {
    {U"\u0644\u064A\u0647\u0645\u0627\u0628\u062A\u0643\u0644\u0645\u0648\u0634\u0639\u0631\u0628\u064A\u061F",
     "egbpdaj6bu4bxfgehfvwxn"},
    {U"\u4ED6\u4EEC\u4E3A\u4EC0\u4E48\u4E0D\u8BF4\u4E2D\u6587", "ihqwcrb4cv8a8dqg056pqjye"},
    {U"Pro\u010Dprost\u011Bnemluv\u00ED\u010Desky", "Proprostnemluvesky-uyb24dma41a"},
    {U"3\u5E74B\u7D44\u91D1\u516B\u5148\u751F", "3B-ww4c5e180e575a65lsy2b"},
    {U"Maji\u3067Koi\u3059\u308B5\u79D2\u524D", "MajiKoi5-783gue6qz075azm5e"},
    {U"-> $1.00 <-", "-> $1.00 <--"},
    {U"", ""},
    {U"\U0010FFFF", "dn32g"},
};

TEST(Punycode, WritesAndReadsTheSamplesOfTheRfc) {
  for (const Sample& sample : kSamples) {
    std::string letters;
    ASSERT_TRUE(append_punycode(letters, sample.label).has_value());
    EXPECT_EQ(letters, sample.letters);
    EXPECT_EQ(decode_punycode(sample.letters).value(), sample.label) << sample.letters;
  }
}

TEST(Punycode, ReadsDigitsInEitherCase) { EXPECT_EQ(decode_punycode("BCHER-KVA").value(), U"B\u00FCCHER"); }

TEST(Punycode, RefusesWhatNoEncoderWrites) {
  for (const std::string_view letters : {"-", "a-b", "\xC3\xA9-a", "ab-_", "zzzzzzzz", "99999999999", "a-\x80"}) {
    EXPECT_FALSE(decode_punycode(letters).has_value()) << letters;
  }
}

TEST(Punycode, RefusesSurrogatesAndWhatLiesAboveUnicode) {
  EXPECT_EQ(decode_punycode("dn32g").value(), U"\U0010FFFF");
  EXPECT_FALSE(decode_punycode("en32g").has_value());  // U+110000
  EXPECT_TRUE(decode_punycode("hb9b").has_value());    // U+D7FF
  EXPECT_FALSE(decode_punycode("ib9b").has_value());   // U+D800
  EXPECT_FALSE(decode_punycode("zy0c").has_value());   // U+DFFF
  EXPECT_TRUE(decode_punycode("0y0c").has_value());    // U+E000
}

TEST(Punycode, HoldsTheLargestDelta) {
  std::u32string label(kMaxLabelCodePoints - 1, U'a');
  label += U'\U0010FFFF';
  std::string letters;
  ASSERT_TRUE(append_punycode(letters, label).has_value());
  EXPECT_EQ(letters.substr(0, kMaxLabelCodePoints - 1), std::string(kMaxLabelCodePoints - 1, 'a'));
}

}  // namespace
}  // namespace ratestack::idna_detail
