// The writer: RFC 8785's own examples, and what it does with trees that no text could give.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "reading.hpp"

namespace ratestack::testing {
namespace {

std::string error_of(const JsonValue& value) {
  const Result<CanonicalJson> json = CanonicalJson::from_value(value);
  return json ? "ok" : json.error().code.message();
}

// RFC 8785 section 3.2.2: the sample object, and the bytes of section 3.2.4.
TEST(CanonicalJson, WritesTheSampleOfRfc8785) {
  const std::string text =
      "{\n"
      "  \"numbers\": [333333333.33333329, 1E30, 4.50,\n"
      "              2e-3, 0.000000000000000000000000001],\n"
      "  \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n"
      "  \"literals\": [null, true, false]\n"
      "}";
  EXPECT_EQ(canonical(text),
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
            "\"string\":\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

// RFC 8785 section 3.2.3: the order of names.
TEST(CanonicalJson, SortsTheNamesOfRfc8785) {
  const std::string text =
      "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\","
      "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
      "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}";
  EXPECT_EQ(canonical(text),
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\","
            "\"\xC3\xB6\":\"Latin Small Letter O With Diaeresis\",\"\xE2\x82\xAC\":\"Euro Sign\","
            "\"\xF0\x9F\x98\x80\":\"Emoji: Grinning Face\",\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST(CanonicalJson, SortsAtEveryDepthAndKeepsTheOrderOfElements) {
  EXPECT_EQ(canonical("{\"b\":[3,{\"z\":1,\"y\":2},1],\"a\":{\"d\":{},\"c\":[]}}"),
            "{\"a\":{\"c\":[],\"d\":{}},\"b\":[3,{\"y\":2,\"z\":1},1]}");
}

TEST(CanonicalJson, EscapesOnlyWhatItMust) {
  std::string all;
  for (char c = 0; c < 0x20; ++c) all += c;
  std::string out;
  append_canonical_string(out, all + "\"\\/\x7F\xC2\x85\xE2\x80\xA8");
  EXPECT_EQ(out,
            "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
            "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d\\u001e"
            "\\u001f\\\"\\\\/\x7F\xC2\x85\xE2\x80\xA8\"");
}

TEST(CanonicalJson, NeverNormalisesUnicode) {
  EXPECT_EQ(canonical("\"A\xCC\x8A\""), "\"A\xCC\x8A\"");  // decomposed
  EXPECT_EQ(canonical("\"\\u00c5\""), "\"\xC3\x85\"");     // precomposed
}

TEST(CanonicalJson, WritesEmptyContainersAndEmptyNames) {
  EXPECT_EQ(canonical(" [ ] "), "[]");
  EXPECT_EQ(canonical("{ }"), "{}");
  EXPECT_EQ(canonical("{\"\":\"\"}"), "{\"\":\"\"}");
}

TEST(CanonicalJson, RefusesNumbersThatJsonCannotHold) {
  EXPECT_EQ(error_of(std::nan("")), "number_out_of_range");
  EXPECT_EQ(error_of(JsonArray{1, -std::numeric_limits<double>::infinity()}), "number_out_of_range");
}

TEST(CanonicalJson, RefusesIntegersThatADoubleWouldRound) {
  EXPECT_EQ(error_of(limits::kMaxSafeInteger), "ok");
  EXPECT_EQ(error_of(-limits::kMaxSafeInteger), "ok");
  EXPECT_EQ(error_of(limits::kMaxSafeInteger + 1), "number_not_exact");
  EXPECT_EQ(error_of(-limits::kMaxSafeInteger - 1), "number_not_exact");
  EXPECT_EQ(error_of(std::numeric_limits<std::int64_t>::min()), "number_not_exact");
  EXPECT_EQ(error_of(std::uint64_t{7}), "ok");
  EXPECT_EQ(error_of(std::numeric_limits<std::uint64_t>::max()), "number_not_exact");
}

TEST(CanonicalJson, RefusesInvalidUtf8InTextsAndInNames) {
  EXPECT_EQ(error_of("\xED\xA0\x80"), "invalid_utf8");
  EXPECT_EQ(error_of(JsonObject{{"\xFF", 1}}), "invalid_utf8");
  EXPECT_EQ(error_of(JsonArray{JsonObject{{"a", "\xC3"}}}), "invalid_utf8");
}

TEST(CanonicalJson, RefusesATreeDeeperThanTheCeiling) {
  JsonValue value = JsonArray{};
  for (std::size_t depth = 1; depth < kMaxJsonNesting; ++depth) value = JsonArray{std::move(value)};
  EXPECT_EQ(error_of(value), "ok");
  EXPECT_EQ(error_of(JsonArray{value}), "too_deep");
}

TEST(CanonicalJson, FromTextPassesTheReadersErrorOn) {
  EXPECT_EQ(canonical("{\"a\":1,\"a\":1}"), "duplicate_key (byte 7 at /a)");
  EXPECT_EQ(canonical("9007199254740993"), "number_not_exact (byte 0)");
  EXPECT_EQ(canonical("9007199254740993", kNearest), "9007199254740992");
}

TEST(CanonicalJson, AppendsIntegersAndRoundsThoseBeyond2To53Minus1) {
  std::string out;
  append_canonical_integer(out, -42), out += ' ';
  append_canonical_integer(out, 0), out += ' ';
  append_canonical_integer(out, limits::kMaxSafeInteger), out += ' ';
  append_canonical_integer(out, 9007199254740993), out += ' ';
  append_canonical_integer(out, std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(out, "-42 0 9007199254740991 9007199254740992 -9223372036854776000");
}

}  // namespace
}  // namespace ratestack::testing
