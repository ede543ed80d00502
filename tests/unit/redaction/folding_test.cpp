// Spellings that look the same to a reader, or to the next program, and not to a byte comparison.
#include <gtest/gtest.h>

#include "redacted.hpp"

namespace ratestack {
namespace {

using test::redacted;

TEST(Folding, EscapedAtSignsAreRead) {
  for (const std::string at : {"%40",    "%2540",  "%252540", "\\u0040",  "\\\\u0040", "\\x40",  "&#64;",
                               "&#064;", "&#x40;", "&#64",    "&commat;", "[at]",      " [at] ", "(at)",
                               "{at}",   "<AT>",   "[ at ]",  "[@]",      "\uFF20",    "\uFE6B", "%EF%BC%A0"}) {
    EXPECT_EQ(redacted("to bob" + at + "example.com."), "to [REDACTED:EMAIL].") << at;
  }
}

TEST(Folding, EscapedDotsAreRead) {
  for (const std::string dot : {"[dot]", " (dot) ", "[.]", "%2E", "\\u002e", "&#46;", "&period;", "\uFF0E", "\u3002"}) {
    EXPECT_EQ(redacted("bob@example" + dot + "com!"), "[REDACTED:EMAIL]!") << dot;
  }
}

TEST(Folding, WhatIsNotSeenIsPassedOver) {
  for (const std::string unseen : {"\u200B", "\u200D", "\uFEFF", "\u00AD", "\u202E", "\u2066", "\u0301", "\\u200b",
                                   "%E2%80%8B", "&shy;", "&#8203;", "\xFF"}) {
    EXPECT_EQ(redacted("to bo" + unseen + "b@exa" + unseen + "mple.com"), "to [REDACTED:EMAIL]") << unseen;
    EXPECT_EQ(redacted("4111" + unseen + "111111111111"), "[REDACTED:PAN]") << unseen;
    EXPECT_EQ(redacted("12" + unseen + "3-45-6789"), "[REDACTED:SSN]") << unseen;
  }
}

TEST(Folding, DigitsOfEveryScriptAreDigits) {
  // U+0660, U+06F0, U+0966, U+0E50, U+FF10, U+1D7CE, U+1FBF0
  for (const std::string zero : {"\u0660", "\u06F0", "\u0966", "\u0E50", "\uFF10", "\U0001D7CE", "\U0001FBF0"}) {
    std::string card;
    for (const char c : std::string("4111111111111111")) {
      std::string digit = zero;
      digit.back() = static_cast<char>(digit.back() + (c - '0'));
      card += digit;
    }
    EXPECT_EQ(redacted("x " + card + " y"), "x [REDACTED:PAN] y") << zero;
  }
}

TEST(Folding, EscapedDigitsAreDigits) {
  EXPECT_EQ(redacted("%34111111111111111"), "[REDACTED:PAN]");
  EXPECT_EQ(redacted("\\u00341111111\\u0031111 1111"), "\\u00341111111\\u0031111 1111");  // no layout of a card
  EXPECT_EQ(redacted("\\u0034111111111111111"), "[REDACTED:PAN]");
  EXPECT_EQ(redacted("&#52;111111111111111"), "[REDACTED:PAN]");
  EXPECT_EQ(redacted("%2B14155552671"), "[REDACTED:PHONE]");
  EXPECT_EQ(redacted(R"("on 05\/01\/2026: 123\/45\/6789")"), R"("on 05\/01\/2026: [REDACTED:SSN]")");
}

TEST(Folding, Base64OfTextIsLookedInto) {
  EXPECT_EQ(redacted("x Ym9iQGV4YW1wbGUuY29t y"), "x [REDACTED:EMAIL] y");
  EXPECT_EQ(redacted("a=eyJlbWFpbCI6ImJvYkBleGFtcGxlLmNvbSJ9;"), "a=[REDACTED:EMAIL];");
  EXPECT_EQ(redacted("NDExMSAxMTExIDExMTEgMTExMQ=="), "[REDACTED:PAN]");
  EXPECT_EQ(redacted("/v1/Ym9iQGV4YW1wbGUuY29t"), "/v1/[REDACTED:EMAIL]");
}

TEST(Folding, Base64WithoutFindingsStays) {
  for (const std::string text :
       {"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", "SGVsbG8gd29ybGQsIGhlbGxv", "applicationName"}) {
    EXPECT_EQ(redacted(text), text);
  }
}

TEST(Folding, EscapesOfJsonStayWhole) {
  EXPECT_EQ(redacted(R"("a\nbob@example.com\n")"), R"("a\n[REDACTED:EMAIL]\n")");
  EXPECT_EQ(redacted(R"("a\t4111111111111111\n")"), R"("a\t[REDACTED:PAN]\n")");
  EXPECT_EQ(redacted(R"({\"e\":\"bob@example.com\"})"), R"({\"e\":\"[REDACTED:EMAIL]\"})");
}

TEST(Folding, UntouchedBytesStayWhateverStandsBesideThem) {
  EXPECT_EQ(redacted("%20\uFF21\u200B&#65; bob%40example.com \xFF\xFE%41"),
            "%20\uFF21\u200B&#65; [REDACTED:EMAIL] \xFF\xFE%41");
}

TEST(Folding, Base64MayBeginBehindANumberWithDigitsOfItsOwn) {
  EXPECT_EQ(redacted("212-515-1234_6666QGUuY29u"), "[REDACTED:PHONE]_[REDACTED:EMAIL]");
  EXPECT_EQ(redacted("2026-05-01 12 6666QGUuY29u"), "2026-05-01 12 [REDACTED:EMAIL]");
}

TEST(Folding, ABracketedWordMayFollowDigits) {
  EXPECT_EQ(redacted("212(dot)555 [dot] 1234, 212 %2E 555%2E1234"), "[REDACTED:PHONE], [REDACTED:PHONE]");
  EXPECT_EQ(redacted("123456789 ( at ) example.com"), "[REDACTED:EMAIL]");
}

TEST(Folding, AnAtSignBehindBase64LeavesItToNoAddressButOne) {
  EXPECT_EQ(redacted("Ym9iQGV4YW1wbGUuY29t@ x"), "[REDACTED:EMAIL]@ x");
  EXPECT_EQ(redacted("Ym9iQGV4YW1wbGUuY29t ( at ) "), "[REDACTED:EMAIL] ( at ) ");
  EXPECT_EQ(redacted("Ym9iQGV4YW1wbGUuY29t@example.com"), "[REDACTED:EMAIL]");
}

TEST(Folding, AnExtensionIsReadFolded) {
  EXPECT_EQ(redacted("212-555-1234 x5\uFF14!"), "[REDACTED:PHONE]!");
  EXPECT_EQ(redacted("212-555-1234 e&#120;t. 54!"), "[REDACTED:PHONE]!");
}

TEST(Folding, ANumberMayBeginAnAddressThatGoesOnHidden) {
  EXPECT_EQ(redacted("212-555-1234.bob [at] example.com"), "[REDACTED:EMAIL]");
  EXPECT_EQ(redacted("bob(dot)@example.com"), "[REDACTED:EMAIL]");
}

TEST(Folding, AnEscapedByteThatIsNoTextIsPassedOver) {
  EXPECT_EQ(redacted("caf%E9123-45-6789"), "caf%E9[REDACTED:SSN]");
}

}  // namespace
}  // namespace ratestack
