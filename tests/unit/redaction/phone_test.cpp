// The North American Numbering Plan's rules, and ITU-T E.164.
#include <gtest/gtest.h>

#include "redacted.hpp"

namespace ratestack {
namespace {

using test::redacted;

TEST(Phone, NorthAmericanNumbersAreFoundHoweverTheyAreSeparated) {
  for (const std::string text : {"(212) 555-1234", "(212)555-1234", "212-555-1234", "212.555.1234", "212 555 1234",
                                 "1-212-555-1234", "1 (212) 555-1234", "+1 212 555 1234", "+1-212-555-1234",
                                 "+12125551234", "+1 (212) 555-1234", "(212)5551234", "212/555-1234"}) {
    EXPECT_EQ(redacted("call " + text + " now"), "call [REDACTED:PHONE] now") << text;
  }
}

TEST(Phone, FictionalNumbersAreNumbers) { EXPECT_EQ(redacted("555: (212) 555-0142"), "555: [REDACTED:PHONE]"); }

TEST(Phone, CodesOutsideThePlanAreLeftAlone) {
  for (const std::string text :
       {"112-555-1234", "012-555-1234", "211-555-1234", "911-555-1234", "292-555-1234", "212-155-1234", "212-055-1234",
        "212-511-1234", "212-911-1234", "212-555-123", "212-555-12345"}) {
    EXPECT_EQ(redacted(text), text);
  }
}

TEST(Phone, EveryAreaCodeIsJudgedByItsDigits) {
  for (int area = 0; area < 1000; ++area) {
    const std::string code = std::to_string(1000 + area).substr(1);
    const bool valid = code[0] >= '2' && code[1] != '9' && code.substr(1) != "11";
    EXPECT_EQ(redacted(code + "-555-1234") == "[REDACTED:PHONE]", valid) << code;
  }
}

TEST(Phone, TenBareDigitsNeedAWordThatSaysSo) {
  EXPECT_EQ(redacted("order 2125551234"), "order 2125551234");
  for (const std::string word :
       {"phone", "Phone:", "tel", "Tel.", "mobile", "cell", "fax", "call", "sms", "phoneNumber=", "homeTel "}) {
    EXPECT_EQ(redacted(word + " 2125551234"), word + " [REDACTED:PHONE]");
    EXPECT_EQ(redacted(word + " 12125551234"), word + " [REDACTED:PHONE]");
  }
  EXPECT_EQ(redacted(R"({"phone":2125551234,"id":2125551234})"), R"({"phone":[REDACTED:PHONE],"id":2125551234})");
}

TEST(Phone, WordsThatOnlyContainAnotherAreNone) {
  for (const std::string word : {"telemetry", "cancelled", "recall", "intel", "placebo"}) {
    EXPECT_EQ(redacted(word + " 2125551234"), word + " 2125551234");
  }
}

TEST(Phone, InternationalNumbersAreFoundByPlusAndByPrefix) {
  for (const std::string text :
       {"+44 20 7946 0958", "+442079460958", "+44 (0)20 7946 0958", "0044 20 7946 0958", "00442079460958",
        "011 44 20 7946 0958", "+49-30-901820", "+354 555 1234", "+86 138 0013 8000"}) {
    EXPECT_EQ(redacted("x " + text + ", y"), "x [REDACTED:PHONE], y") << text;
  }
}

TEST(Phone, SignedNumbersThatNobodyCanDialStay) {
  for (const std::string text :
       {"+12345678", "+1 123 456 7890", "+0123456789", "1+4915112345679", "+123", "+00:00", "+28 123 456 789"}) {
    EXPECT_EQ(redacted(text), text);
  }
}

TEST(Phone, ExtensionsGoWithTheNumber) {
  for (const std::string tail :
       {" x12", " ext 12", " ext. 12", " extension 12", ";ext=12", "x1234567", " #12", ", ext 5"}) {
    EXPECT_EQ(redacted("212-555-1234" + tail + " end"), "[REDACTED:PHONE] end") << tail;
  }
  EXPECT_EQ(redacted("212-555-1234 x12345678"), "[REDACTED:PHONE] x12345678");
}

}  // namespace
}  // namespace ratestack
