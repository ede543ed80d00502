// SSA's rules for areas, groups and serials; IRS's for ITIN and ATIN.
#include <gtest/gtest.h>

#include "redacted.hpp"

namespace ratestack {
namespace {

using test::redacted;

std::string padded(int number, std::size_t width) {
  const std::string text = std::to_string(number);
  return std::string(width - text.size(), '0') + text;
}

TEST(Ssn, AnyOneSeparatorMakesIt) {
  for (const std::string s : {"-", " ", ".", "/", "_", "\u00A0", "\u2011", "\u2013", "\u2212", "%20", "%2D"}) {
    EXPECT_EQ(redacted("id 123" + s + "45" + s + "6789 ok"), "id [REDACTED:SSN] ok") << s;
  }
}

TEST(Ssn, EveryAreaIsJudged) {
  for (int area = 0; area < 900; ++area) {
    const bool valid = area != 0 && area != 666;
    EXPECT_EQ(redacted(padded(area, 3) + "-45-6789") == "[REDACTED:SSN]", valid) << area;
  }
}

TEST(Ssn, EveryGroupOfTaxpayerNumbersIsJudged) {
  for (int group = 0; group < 100; ++group) {
    const bool valid = (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || group >= 90;
    EXPECT_EQ(redacted("912-" + padded(group, 2) + "-6789") == "[REDACTED:SSN]", valid) << group;
  }
}

TEST(Ssn, ZeroGroupsAndSerialsAreNone) { EXPECT_EQ(redacted("123-00-6789 123-45-0000"), "123-00-6789 123-45-0000"); }

TEST(Ssn, NineBareDigitsNeedAWordThatSaysSo) {
  EXPECT_EQ(redacted("bytes=219099999"), "bytes=219099999");
  for (const std::string word :
       {"ssn", "SSN:", "social security number", "itin", "TIN", "tax id", "taxId=", "taxpayer", "borrower_ssn"}) {
    EXPECT_EQ(redacted(word + " 219099999"), word + " [REDACTED:SSN]");
  }
  EXPECT_EQ(redacted("219099999 (SSN)"), "[REDACTED:SSN] (SSN)");
  EXPECT_EQ(redacted("ssn 000099999 ssn 666099999"), "ssn 000099999 ssn 666099999");
}

TEST(Ssn, WordsOfAnotherFieldDoNotCount) {
  EXPECT_EQ(redacted(R"({"ssn":"x","bytes":219099999})"), R"({"ssn":"x","bytes":219099999})");
  EXPECT_EQ(redacted("martin 219099999, 7YSSN8 219099999"), "martin 219099999, 7YSSN8 219099999");
}

TEST(Ssn, PartsOfLongerNumbersStay) {
  for (const std::string text : {"978-12-3456-789", "1-123-45-6789", "90210-1234", "123-456-789", "1234-45-6789"}) {
    EXPECT_EQ(redacted(text), text);
  }
}

TEST(Ssn, AWordEndsWhereANumberBegins) {
  EXPECT_EQ(redacted("987654321 ssn212-55-1234"), "[REDACTED:SSN] ssn[REDACTED:SSN]");
  EXPECT_EQ(redacted("tin2: 219099999"), "tin2: [REDACTED:SSN]");
}

}  // namespace
}  // namespace ratestack
