// What the reader accepts, and as what.
#include <gtest/gtest.h>

#include <limits>

#include "reading.hpp"

namespace ratestack::testing {
namespace {

JsonValue read(std::string_view text, const JsonLimits& limits = {}) { return parse_json(text, limits).value(); }

std::string nested(std::size_t depth, std::string_view inner = "") {
  return std::string(depth, '[') + std::string(inner) + std::string(depth, ']');
}

TEST(JsonReader, ReadsEachKindOfValue) {
  EXPECT_TRUE(read("null").is_null());
  EXPECT_TRUE(read("true").as_bool());
  EXPECT_FALSE(read("false").as_bool());
  EXPECT_EQ(read("-12").as_int64(), -12);
  EXPECT_EQ(read("1.5").as_double(), 1.5);
  EXPECT_EQ(read("\"text\"").as_string(), "text");
  EXPECT_TRUE(read("[]").as_array().empty());
  EXPECT_TRUE(read("{}").as_object().empty());
}

TEST(JsonReader, SkipsTheFourKindsOfWhiteSpaceAnywhereBetweenTokens) {
  EXPECT_EQ(canonical(" \t\r\n{ \"a\" :\n[ 1 ,\t2 ]\r, \"b\" : { } } \n"), "{\"a\":[1,2],\"b\":{}}");
}

TEST(JsonReader, KeepsMembersInTheOrderOfTheText) {
  const JsonValue value = read("{\"z\":1,\"a\":2,\"m\":3}");
  std::string keys;
  for (const auto& member : value.as_object()) keys += member.key();
  EXPECT_EQ(keys, "zam");
}

TEST(JsonReader, ReadsAnIntegerLiteralAsAnIntegerAndAnythingElseAsADouble) {
  EXPECT_TRUE(read("100").is_int64());
  EXPECT_TRUE(read("1.0").is_double());
  EXPECT_TRUE(read("1e2").is_double());
  EXPECT_TRUE(read("1E+2").is_double());
  EXPECT_EQ(read("1E+2").as_double(), 100.0);
}

TEST(JsonReader, ReadsNegativeZeroAsTheIntegerZero) {
  EXPECT_EQ(read("-0").as_int64(), 0);
  EXPECT_EQ(canonical("-0.0"), "0");
}

TEST(JsonReader, ReadsIntegersUpTo2To53Minus1Exactly) {
  EXPECT_EQ(read("9007199254740991").as_int64(), 9007199254740991);
  EXPECT_EQ(read("-9007199254740991").as_int64(), -9007199254740991);
}

TEST(JsonReader, ReadsLargerIntegersAsTheNearestDoubleWhereAsked) {
  EXPECT_EQ(read("9007199254740993", kNearest).as_double(), 9007199254740992.0);
  EXPECT_EQ(read("18446744073709551616", kNearest).as_double(), 18446744073709551616.0);
  EXPECT_EQ(read(std::string(308, '9'), kNearest).as_double(), 1e308);
}

TEST(JsonReader, ReadsANumberTooSmallForADoubleAsZero) { EXPECT_EQ(read("1e-400").as_double(), 0.0); }

TEST(JsonReader, ReadsTheSmallestAndTheLargestDouble) {
  EXPECT_EQ(read("5e-324").as_double(), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(read("1.7976931348623157e308").as_double(), std::numeric_limits<double>::max());
  // Half a unit below the point where rounding goes up to infinity.
  EXPECT_EQ(read("1.7976931348623158e308").as_double(), std::numeric_limits<double>::max());
}

TEST(JsonReader, RoundsHalfwayCasesToEvenAndDigitsFarOutStillCount) {
  EXPECT_EQ(read("1.00000000000000011102230246251565404236316680908203125").as_double(), 1.0);
  EXPECT_EQ(read("1.00000000000000011102230246251565404236316680908203126").as_double(), 1.0000000000000002);
}

TEST(JsonReader, CountsDepthInOpenContainers) {
  EXPECT_EQ(reading("1", {.max_depth = 0}), "ok");
  EXPECT_EQ(reading("[]", {.max_depth = 0}), "too_deep (byte 0)");
  EXPECT_EQ(reading("[1,{}]", {.max_depth = 1}), "too_deep (byte 3)");
  EXPECT_EQ(reading(nested(32)), "ok");
  EXPECT_EQ(reading(nested(32, "1")), "ok");
  EXPECT_EQ(reading(nested(33)), "too_deep (byte 32)");
}

TEST(JsonReader, NeverNestsDeeperThanTheCeilingWhateverTheLimitSays) {
  constexpr JsonLimits kUnlimited{.max_depth = std::numeric_limits<std::size_t>::max()};
  EXPECT_EQ(reading(nested(kMaxJsonNesting), kUnlimited), "ok");
  EXPECT_EQ(reading(nested(kMaxJsonNesting + 1), kUnlimited), "too_deep (byte 512)");
  EXPECT_EQ(reading(std::string(1'000'000, '['), kUnlimited), "too_deep (byte 512)");
}

TEST(JsonReader, CountsTheMembersOfEachObjectByItself) {
  const auto members = [](std::size_t count) {
    std::string text = "{";
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":1";
    return text + "}";
  };
  EXPECT_EQ(reading("[" + members(kMaxJsonMembers) + "," + members(kMaxJsonMembers) + "]"), "ok");
  EXPECT_EQ(reading(members(kMaxJsonMembers + 1)).substr(0, 16), "too_many_members");
}

TEST(JsonReader, AcceptsATextOfExactlyTheLimit) {
  EXPECT_EQ(reading("[1,2]", {.max_bytes = 5}), "ok");
  EXPECT_EQ(reading("[1,2]", {.max_bytes = 4}), "too_large (limit 4)");
}

TEST(JsonReader, ReadsAnObjectOfManyMembers) {
  std::string text = "{";
  for (int i = 0; i < 100'000; ++i) text += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ",";
  text.back() = '}';
  const JsonValue value = read(text, {.max_bytes = text.size(), .max_members = 100'000});
  ASSERT_EQ(value.as_object().size(), 100'000U);
  EXPECT_EQ(value.at("k99999").as_int64(), 99'999);
}

}  // namespace
}  // namespace ratestack::testing
