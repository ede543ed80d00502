// RFC 5321, RFC 5322 section 3.4.1, RFC 6531.
#include <gtest/gtest.h>

#include "redacted.hpp"

namespace ratestack {
namespace {

using test::redacted;

TEST(Email, WholeAddressIsReplacedAndItsSurroundingsStay) {
  EXPECT_EQ(redacted("bob@example.com"), "[REDACTED:EMAIL]");
  EXPECT_EQ(redacted("<bob@example.com>, (ann.lee+tag@sub.example.co.uk)."), "<[REDACTED:EMAIL]>, ([REDACTED:EMAIL]).");
  EXPECT_EQ(redacted("mailto:o'brien@example.com?subject=x"), "mailto:[REDACTED:EMAIL]?subject=x");
}

TEST(Email, EveryCharacterOfADotAtomBelongsToIt) {
  EXPECT_EQ(redacted("x a!#$%&'*+/=?^_`{|}~-b@example.org y"), "x [REDACTED:EMAIL] y");
}

TEST(Email, TrailingPunctuationIsLeftAlone) {
  for (const std::string tail : {".", ",", "...", "!", "-", "?", ";", "]", "'"}) {
    EXPECT_EQ(redacted("bob@example.com" + tail), "[REDACTED:EMAIL]" + tail);
  }
}

TEST(Email, QuotedLocalPartsAndAddressLiteralsAreAddresses) {
  EXPECT_EQ(redacted(R"(to "john doe"@example.com now)"), "to [REDACTED:EMAIL] now");
  EXPECT_EQ(redacted("bob@[192.0.2.1] bob@[IPv6:2001:db8::1]"), "[REDACTED:EMAIL] [REDACTED:EMAIL]");
}

TEST(Email, QuotesOfJsonAreNoLocalPart) {
  EXPECT_EQ(redacted(R"({"to":"@example.com","@type.x":"y"})"), R"({"to":"@example.com","@type.x":"y"})");
}

TEST(Email, BothSidesMayBeWrittenInAnyScript) {
  EXPECT_EQ(redacted("jürgen@exämple.de"), "[REDACTED:EMAIL]");
  EXPECT_EQ(redacted("用户@例子.公司。"), "[REDACTED:EMAIL]。");
  EXPECT_EQ(redacted("bob@xn--exmple-cua.xn--p1ai"), "[REDACTED:EMAIL]");
  EXPECT_EQ(redacted("a@x.exampleø"), "[REDACTED:EMAIL]");
}

TEST(Email, KeysPathsAndQuotationInFrontStay) {
  EXPECT_EQ(redacted("user=bob@example.com"), "user=[REDACTED:EMAIL]");
  EXPECT_EQ(redacted("/v1?a=1&email=bob@example.com&b=2"), "/v1?a=1&email=[REDACTED:EMAIL]&b=2");
  EXPECT_EQ(redacted("'bob@example.com' {bob@example.com} /users/bob@example.com/x"),
            "'[REDACTED:EMAIL]' {[REDACTED:EMAIL]} /users/[REDACTED:EMAIL]/x");
  EXPECT_EQ(redacted("bounce+ann=example.com@list.example"), "[REDACTED:EMAIL]");
}

TEST(Email, LimitsOfRfc5321Hold) {
  EXPECT_EQ(redacted(std::string(64, 'a') + "@example.com"), "[REDACTED:EMAIL]");
  EXPECT_EQ(redacted(std::string(65, 'a') + "@example.com"), std::string(65, 'a') + "@example.com");
  EXPECT_EQ(redacted("a@" + std::string(63, 'b') + ".com"), "[REDACTED:EMAIL]");
  EXPECT_EQ(redacted("a@" + std::string(64, 'b') + ".com"), "a@" + std::string(64, 'b') + ".com");
}

TEST(Email, WhatHasNoDomainIsLeftAlone) {
  for (const std::string text : {"root@localhost", "@types/node", "react@18.2.0", "a@b", "x@1.2.3", "git@", "@",
                                 "a @ b.com", "user@[nothing]", "image@sha256:abcdef"}) {
    EXPECT_EQ(redacted(text), text);
  }
}

TEST(Email, NumbersInAnAddressBelongToIt) {
  EXPECT_EQ(redacted("phone 2125551234@example.com"), "phone [REDACTED:EMAIL]");
  EXPECT_EQ(redacted("4111111111111111@example.com"), "[REDACTED:EMAIL]");
  EXPECT_EQ(redacted("bob@4111111111111111.com"), "[REDACTED:EMAIL]");
}

// A number within the label would leave a short one behind once it is redacted: the address would be found then.
TEST(Email, ALongLabelBehindTheFirstIsTakenForOne) {
  EXPECT_EQ(redacted("a@x." + std::string(64, 'b')), "[REDACTED:EMAIL]");
  EXPECT_EQ(redacted("a@x.b212-555-1234" + std::string(64, 'b') + ".com!"), "[REDACTED:EMAIL]!");
}

TEST(Email, ALabelTooLongToBeReadEndsBetweenCharacters) {
  std::string label;
  for (int i = 0; i < 90; ++i) label += "\u4F8B";
  EXPECT_EQ(redacted("a%40x." + label + "%40x.example"), "[REDACTED:EMAIL][REDACTED:EMAIL]");
}

TEST(Email, ALocalPartGoesOnBehindABracketedDotOrAnEntity) {
  EXPECT_EQ(redacted("to bob(dot)lee@example.com"), "to [REDACTED:EMAIL]");
  EXPECT_EQ(redacted("to bob [ dot ] lee@example.com"), "to [REDACTED:EMAIL]");
  EXPECT_EQ(redacted("to bob&period;lee@example.com"), "to [REDACTED:EMAIL]");
  EXPECT_EQ(redacted("(root) bob@example.com; bob@example.com"), "(root) [REDACTED:EMAIL]; [REDACTED:EMAIL]");
}

TEST(Email, QuotesBelongTogetherThatAreEscapedAsOften) {
  EXPECT_EQ(redacted(R"(to "john \"q\" doe"@example.com now)"), "to [REDACTED:EMAIL] now");
  EXPECT_EQ(redacted(R"({"to":"\"john doe\"@example.com"})"), R"({"to":"[REDACTED:EMAIL]"})");
  EXPECT_EQ(redacted(R"({"to":"\"john \\\"q\\\" doe\"@example.com"})"), R"({"to":"[REDACTED:EMAIL]"})");
  EXPECT_EQ(redacted(R"("{\"to\":\"@example.com\",\"@type.x\":\"y\"}")"),
            R"("{\"to\":\"@example.com\",\"@type.x\":\"y\"}")");
}

TEST(Email, ALineFeedIsNoneOfAQuotedLocalPartHoweverItIsWritten) {
  EXPECT_EQ(redacted("x\"\\n\"@x.example"), "x\"\\n\"@x.example");
  EXPECT_EQ(redacted("{@x.example\"\\n\"@x.example"), "[REDACTED:EMAIL]\"\\n\"@x.example");
}

}  // namespace
}  // namespace ratestack
