#include <gtest/gtest.h>

#include "ratestack/encoding/json.hpp"
#include "redacted.hpp"

namespace ratestack {
namespace {

using test::redacted_json;

TEST(JsonRedaction, ValuesNamesAndNumbersAtAnyDepth) {
  EXPECT_EQ(redacted_json(R"( {"a" : ["bob@example.com", {"b":4111111111111111}], "123-45-6789":true} )"),
            R"( {"a" : ["[REDACTED:EMAIL]", {"b":"[REDACTED:PAN]"}], "[REDACTED:SSN]":true} )");
}

TEST(JsonRedaction, ANumberIsReplacedWithItsSignAndFraction) {
  EXPECT_EQ(redacted_json("[-4111111111111111,4111111111111111.0,4111111111111111.5,1731666645123]"),
            R"(["[REDACTED:PAN]","[REDACTED:PAN]",4111111111111111.5,1731666645123])");
}

TEST(JsonRedaction, NamesAreContextForTheirValues) {
  EXPECT_EQ(
      redacted_json(
          R"({"ssn":123456789,"phones":["2125551234",{"home":2125551235}],"bytes":219099999,"x":2125551234})"),
      R"({"ssn":"[REDACTED:SSN]","phones":["[REDACTED:PHONE]",{"home":"[REDACTED:PHONE]"}],"bytes":219099999,"x":2125551234})");
}

TEST(JsonRedaction, NamesThatBecomeEqualAreToldApart) {
  EXPECT_EQ(redacted_json(R"({"a@x.org":1,"b@x.org":2,"c":{"d@x.org":3}})"),
            R"({"[REDACTED:EMAIL]":1,"[REDACTED:EMAIL]#2":2,"c":{"[REDACTED:EMAIL]":3}})");
}

TEST(JsonRedaction, NamesDoNotMeetLabelsThatWereThereBefore) {
  EXPECT_EQ(redacted_json(R"({"a@x.org":1,"[REDACTED:EMAIL]":2,"\u005bREDACTED:EMAIL]#2":3})"),
            R"({"[REDACTED:EMAIL]#3":1,"[REDACTED:EMAIL]":2,"\u005bREDACTED:EMAIL]#2":3})");
}

TEST(JsonRedaction, ManyEqualNamesStayDifferent) {
  std::string text = "{";
  for (int i = 0; i < 2000; ++i) text += (i == 0 ? "\"u" : ",\"u") + std::to_string(i) + "@x.org\":0";
  text += '}';
  const auto value = parse_json(redacted_json(text));
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(value.value().as_object().size(), 2000U);
}

TEST(JsonRedaction, EscapesAreReadAndStayWhole) {
  EXPECT_EQ(redacted_json(R"(["bob\u0040example.com","\nbob@example.com\n","a\\nb","\t4111111111111111"])"),
            R"(["[REDACTED:EMAIL]","\n[REDACTED:EMAIL]\n","a\\nb","\t[REDACTED:PAN]"])");
}

TEST(JsonRedaction, JsonWithinAStringIsReadToo) {
  EXPECT_EQ(redacted_json(R"(["{\"email\":\"bob\\u0040example.com\",\"n\":\"123-45-6789\"}"])"),
            R"(["{\"email\":\"[REDACTED:EMAIL]\",\"n\":\"[REDACTED:SSN]\"}"])");
}

TEST(JsonRedaction, WhatIsNoJsonIsRefusedAndStays) {
  const PiiRedactor redactor;
  for (const std::string text :
       {"", "{", "[1,]", "{\"a\":}", "{\"a\" 1}", "\"a", "01", "1.", "1e", "-", "tru", "[\"\\x\"]", "[\"\n\"]", "1 2",
        "{\"bob@x.org\":1,}", "\"bob@x.org", "[1 2]", "{a:1}", "\"\\u12\""}) {
    std::string copy = text;
    const Result<PiiCounts> counts = redactor.redact_json(copy);
    ASSERT_FALSE(counts.has_value()) << text;
    EXPECT_EQ(counts.error().code, RedactionError::not_json);
    EXPECT_EQ(copy, text);
  }
}

TEST(JsonRedaction, TheErrorSaysWhere) { EXPECT_EQ(redacted_json(R"({"a":})"), "redaction: not_json (byte 5)"); }

TEST(JsonRedaction, NestingEndsAtItsLimit) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_EQ(redacted_json(nested(kMaxJsonNesting)), nested(kMaxJsonNesting));
  EXPECT_EQ(redacted_json(nested(kMaxJsonNesting + 1)).substr(0, 19), "redaction: not_json");
}

TEST(JsonRedaction, CountsWhatItReplaced) {
  std::string text = R"({"a@x.org":["b@x.org",4111111111111111]})";
  const PiiCounts counts = PiiRedactor().redact_json(text).value();
  EXPECT_EQ(counts.of(PiiKind::email), 2U);
  EXPECT_EQ(counts.of(PiiKind::pan), 1U);
  EXPECT_EQ(counts.total(), 3U);
}

TEST(JsonRedaction, ANameIsContextAsItWillBeReadTheNextTime) {
  EXPECT_EQ(redacted_json(R"({"212-55-1234ssn":123456789})"), R"({"[REDACTED:SSN]ssn":"[REDACTED:SSN]"})");
  EXPECT_EQ(redacted_json(R"({"ssn@example.com":[123456789],"a":123456789})"),
            R"({"[REDACTED:EMAIL]":[123456789],"a":123456789})");
}

}  // namespace
}  // namespace ratestack
