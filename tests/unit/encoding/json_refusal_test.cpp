// What the reader refuses: which error, and where.
#include <gtest/gtest.h>

#include "reading.hpp"

namespace ratestack::testing {
namespace {

struct Refusal {
  std::string_view text;
  std::string_view error;
};

class JsonRefusal : public ::testing::TestWithParam<Refusal> {};

TEST_P(JsonRefusal, NamesTheErrorAndItsPlace) { EXPECT_EQ(reading(GetParam().text), GetParam().error); }

constexpr Refusal kSyntax[] = {
    {"nul!", "syntax (byte 3)"},       {"True", "syntax (byte 0)"},           {"NaN", "syntax (byte 0)"},
    {"Infinity", "syntax (byte 0)"},   {"-Infinity", "syntax (byte 1)"},      {"'a'", "syntax (byte 0)"},
    {"[1,]", "syntax (byte 3)"},       {"[,1]", "syntax (byte 1)"},           {"[1 2]", "syntax (byte 3)"},
    {"[1}", "syntax (byte 2)"},        {"{\"a\":1,}", "syntax (byte 7)"},     {"{,}", "syntax (byte 1)"},
    {"{a:1}", "syntax (byte 1)"},      {"{1:1}", "syntax (byte 1)"},          {"{\"a\" 1}", "syntax (byte 5)"},
    {"{\"a\":1]", "syntax (byte 6)"},  {"{\"a\"::1}", "syntax (byte 5)"},     {"[//comment\n1]", "syntax (byte 1)"},
    {"[1\v]", "syntax (byte 2)"},      {"\xEF\xBB\xBF[]", "syntax (byte 0)"},  // byte order mark
    {"[\xC2\xA0]", "syntax (byte 1)"},                                         // no-break space
};

constexpr Refusal kNumbers[] = {
    {"01", "syntax (byte 1)"},
    {"-01", "syntax (byte 2)"},
    {"+1", "syntax (byte 0)"},
    {".5", "syntax (byte 0)"},
    {"[1.]", "syntax (byte 3)"},
    {"[1.e1]", "syntax (byte 3)"},
    {"[1e]", "syntax (byte 3)"},
    {"[1e+]", "syntax (byte 4)"},
    {"[-]", "syntax (byte 2)"},
    {"[--1]", "syntax (byte 2)"},
    {"[0x10]", "syntax (byte 2)"},
    {"[1_000]", "syntax (byte 2)"},
    {"[1e400]", "number_out_of_range (byte 1)"},
    {"[0,-1e400]", "number_out_of_range (byte 3)"},
    {"1.7976931348623159e308", "number_out_of_range (byte 0)"},
    {"9007199254740992", "number_not_exact (byte 0)"},
    {"-9007199254740992", "number_not_exact (byte 0)"},
    {"10000000000000000", "number_not_exact (byte 0)"},
    {"99999999999999999999999999999999", "number_not_exact (byte 0)"},
    {"{\"a\":[0,9007199254740993]}", "number_not_exact (byte 8 at /a/1)"},
};

constexpr Refusal kStrings[] = {
    {"\"a\nb\"", "syntax (byte 2)"},
    {std::string_view("\"a\0b\"", 5), "syntax (byte 2)"},
    {"\"\x1F\"", "syntax (byte 1)"},
    {"\"\\x41\"", "syntax (byte 2)"},
    {"\"\\'\"", "syntax (byte 2)"},
    {"\"\\U0041\"", "syntax (byte 2)"},
    {"\"\\u00g0\"", "syntax (byte 5)"},
    {"\"\\u 041\"", "syntax (byte 3)"},
    {"\"\\ud800\"", "lone_surrogate (byte 1)"},
    {"\"a\\udc00\"", "lone_surrogate (byte 2)"},
    {"\"\\ud800a\"", "lone_surrogate (byte 1)"},
    {"\"\\ud800\\n\"", "lone_surrogate (byte 1)"},
    {"\"\\ud800\\ud800\"", "lone_surrogate (byte 1)"},
    {"\"\\ud83d\\ue000\"", "lone_surrogate (byte 1)"},
    {"{\"\\ud800\":1}", "lone_surrogate (byte 2)"},
    {"\"\x80\"", "invalid_utf8 (byte 1)"},
    {"\"ab\xC3\"", "invalid_utf8 (byte 3)"},
    {"\"\xC0\x80\"", "invalid_utf8 (byte 1)"},
    {"\"\xED\xA0\x80\"", "invalid_utf8 (byte 1)"},
    {"\"\xF4\x90\x80\x80\"", "invalid_utf8 (byte 1)"},
    {"\"0123456789abcdef0123\xFF\"", "invalid_utf8 (byte 21)"},
    {"{\"\xFF\":1}", "invalid_utf8 (byte 2)"},
};

constexpr Refusal kIncomplete[] = {
    {"", "incomplete (byte 0)"},
    {" \n", "incomplete (byte 2)"},
    {"tru", "incomplete (byte 3)"},
    {"-", "incomplete (byte 1)"},
    {"1.", "incomplete (byte 2)"},
    {"1e", "incomplete (byte 2)"},
    {"1e-", "incomplete (byte 3)"},
    {"\"", "incomplete (byte 1)"},
    {"\"a", "incomplete (byte 2)"},
    {"\"\\", "incomplete (byte 2)"},
    {"\"\\u00", "incomplete (byte 5)"},
    {"\"\\ud83d", "incomplete (byte 7)"},
    {"\"\\ud83d\\", "incomplete (byte 8)"},
    {"\"\\ud83d\\ude", "incomplete (byte 11)"},
    {"[", "incomplete (byte 1)"},
    {"[1", "incomplete (byte 2)"},
    {"[1,", "incomplete (byte 3)"},
    {"{", "incomplete (byte 1)"},
    {"{\"a\"", "incomplete (byte 4)"},
    {"{\"a\":", "incomplete (byte 5)"},
    {"{\"a\":1", "incomplete (byte 6)"},
    {"{\"a\":1,", "incomplete (byte 7)"},
    {"[[[{\"a\":\"b", "incomplete (byte 10)"},
};

constexpr Refusal kTrailing[] = {
    {"{}{}", "trailing_data (byte 2)"},
    {"1 2", "trailing_data (byte 2)"},
    {"[]]", "trailing_data (byte 2)"},
    {"null,", "trailing_data (byte 4)"},
    {std::string_view("{}\0", 3), "trailing_data (byte 2)"},
    {"{}\xEF\xBB\xBF", "trailing_data (byte 2)"},
};

constexpr Refusal kDuplicates[] = {
    {"{\"a\":1,\"a\":2}", "duplicate_key (byte 7 at /a)"},
    {"{\"a\":1,\"b\":2,\"a\":1}", "duplicate_key (byte 13 at /a)"},
    {"{\"a\":1,\"\\u0061\":2}", "duplicate_key (byte 7 at /a)"},
    {"{\"\\u00e9\":1,\"\xC3\xA9\":2}", "duplicate_key (byte 12 at /\xC3\xA9)"},
    {"{\"\":1,\"\":2}", "duplicate_key (byte 6 at /)"},
    {"{\"a\":{\"b\":[0,{\"c\":1,\"c\":2}]}}", "duplicate_key (byte 20 at /a/b/1/c)"},
    {"{\"a/b~c\":{\"x\":1,\"x\":2}}", "duplicate_key (byte 16 at /a~1b~0c/x)"},
    {"{\"\":{\"x\":1,\"x\":2}}", "duplicate_key (byte 11 at //x)"},
    // The text is judged in order: the second name, before what follows it.
    {"{\"a\":1,\"a\":!}", "duplicate_key (byte 7 at /a)"},
};

INSTANTIATE_TEST_SUITE_P(Syntax, JsonRefusal, ::testing::ValuesIn(kSyntax));
INSTANTIATE_TEST_SUITE_P(Numbers, JsonRefusal, ::testing::ValuesIn(kNumbers));
INSTANTIATE_TEST_SUITE_P(Strings, JsonRefusal, ::testing::ValuesIn(kStrings));
INSTANTIATE_TEST_SUITE_P(Incomplete, JsonRefusal, ::testing::ValuesIn(kIncomplete));
INSTANTIATE_TEST_SUITE_P(Trailing, JsonRefusal, ::testing::ValuesIn(kTrailing));
INSTANTIATE_TEST_SUITE_P(Duplicates, JsonRefusal, ::testing::ValuesIn(kDuplicates));

TEST(JsonRefusal, IntegerTooLargeForADoubleIsOutOfRangeEvenWhereTheNearestIsAsked) {
  EXPECT_EQ(reading(std::string(400, '9'), kNearest), "number_out_of_range (byte 0)");
}

TEST(JsonRefusal, FindsADuplicateAmongManyMembers) {
  std::string text = "{";
  for (int i = 0; i < 1000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  const std::string place = std::to_string(text.size());
  EXPECT_EQ(reading(text + "\"k500\":0}"), "duplicate_key (byte " + place + " at /k500)");
}

TEST(JsonRefusal, SameNameInDifferentObjectsIsNoDuplicate) { EXPECT_EQ(reading("{\"a\":{\"a\":[{\"a\":1}]}}"), "ok"); }

TEST(JsonRefusal, NamesThatOnlyLookAlikeAreDifferent) {
  EXPECT_EQ(reading("{\"\xC3\xA9\":1,\"e\xCC\x81\":2,\"A\":3,\"a\":4}"), "ok");
}

TEST(JsonRefusal, CutsALongPointerAtACharacter) {
  std::string name;  // after the slash, each two-byte character begins at an odd offset: 256 falls inside one
  for (int i = 0; i < 5000; ++i) name += "\xC3\xA9";
  const std::string error = reading("{\"" + name + "\":9007199254740993}");
  EXPECT_LT(error.size(), 320U);
  EXPECT_TRUE(error.ends_with("\xC3\xA9...)")) << error;
}

TEST(JsonRefusal, EveryTruncationOfADocumentIsRefused) {
  const std::string text = "{\"a\":[1,-2.5e1,true,null,\"\\ud83d\\ude00\\n\"],\"b\":{\"c\":\"\xE2\x82\xAC\"}}";
  ASSERT_EQ(reading(text), "ok");
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_NE(reading(std::string_view(text).substr(0, size)), "ok") << size;
  }
}

}  // namespace
}  // namespace ratestack::testing
