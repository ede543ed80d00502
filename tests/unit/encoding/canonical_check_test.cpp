// The checker: RFC 8785's published vectors are all positive, so here are the texts that must be refused.
#include <gtest/gtest.h>

#include "reading.hpp"

namespace ratestack::testing {
namespace {

class CanonicalText : public ::testing::TestWithParam<std::string_view> {};
class NotCanonicalText : public ::testing::TestWithParam<std::string_view> {};

TEST_P(CanonicalText, IsAccepted) {
  EXPECT_TRUE(checked(GetParam()));
  EXPECT_EQ(canonical(GetParam(), kNearest), GetParam());
}

TEST_P(NotCanonicalText, IsRefused) {
  EXPECT_FALSE(checked(GetParam()));
  EXPECT_NE(canonical(GetParam(), kNearest), GetParam());
}

constexpr std::string_view kCanonical[] = {
    "null",
    "true",
    "false",
    "0",
    "-1",
    "9007199254740991",
    "-9007199254740991",
    "\"\"",
    "[]",
    "{}",
    "0.5",
    "-0.5",
    "1.5",
    "0.1",
    "0.000001",
    "1e-7",
    "1.5e-7",
    "1e+21",
    "-1e+21",
    "1.5e+300",
    "5e-324",
    "9007199254740992",
    "9007199254740994",
    "100000000000000000000",
    "123456789012345680000",
    "333333333.3333333",
    "[1,[2,[3]],{\"a\":[]}]",
    "{\"\":0}",
    "{\"a\":1,\"b\":2}",
    "{\"a\":1,\"aa\":2}",
    "{\"A\":1,\"a\":2}",
    "{\"10\":1,\"9\":2}",
    "\"\\b\\t\\n\\f\\r\\\"\\\\\"",
    "\"\\u0000\\u0007\\u000b\\u000e\\u001f\"",
    "\"/\"",
    "\"\x7F\"",
    "\"\xC2\x80\xE2\x80\xA8\xF0\x9F\x98\x80\"",
    "{\"\\n\":1,\"\\r\":2,\" \":3}",
    "{\"\\u0000\":0,\"\\b\":1,\"\\\"\":2,\"\\\\\":3}",
    "{\"\xF0\x9F\x98\x80\":1,\"\xEE\x80\x80\":2}",
};

constexpr std::string_view kSpace[] = {" null",      "null ",  "\n1",        "[ ]",        "{ }",
                                       "[1, 2]",     "[1 ,2]", "{\"a\": 1}", "{\"a\" :1}", "{ \"a\":1}",
                                       "{\"a\":1 }", "[]\n",   "\t[]"};

constexpr std::string_view kNumbers[] = {
    "-0",
    "0.0",
    "-0.0",
    "00",
    "01",
    "-01",
    "1.0",
    "1.50",
    "1e2",
    "1E2",
    "1e+2",
    "1e21",
    "1E+21",
    "1e+021",
    "1.e+21",
    "0e0",
    "1e-1",
    "0.0000001",
    "1e-07",
    "10e-8",
    "1e-400",
    "1e400",
    "9007199254740993",
    "10000000000000000000000",
    "123456789012345678901",
    "18446744073709551615",
    "0.10000000000000001",
    "0.30000000000000001",
    "333333333.33333329",
    "+1",
    ".5",
    "-.5",
    "5.",
    "-",
    "--1",
    "1-",
    "1+1",
    "0x1",
    "NaN",
    "inf",
    "-inf",
    "Infinity",
    "nan",
    "1e",
    "1e+",
    "e5",
    "5e-325",
    "2e-324",
    "4.9406564584124654e-324",
    "1.7976931348623158e+308",
    "100000000000000000000000000000000000000000",
};

constexpr std::string_view kStrings[] = {
    "\"\\/\"",
    "\"\\u0041\"",
    "\"\\u00e9\"",
    "\"\\u000a\"",
    "\"\\u0008\"",
    "\"\\u0009\"",
    "\"\\u000c\"",
    "\"\\u000d\"",
    "\"\\u000B\"",
    "\"\\u001F\"",
    "\"\\u0022\"",
    "\"\\u005c\"",
    "\"\\u0020\"",
    "\"\\u007f\"",
    "\"\\u0100\"",
    "\"\\u1000\"",
    "\"\\ud83d\\ude00\"",
    "\"\\U0000\"",
    "\"\\a\"",
    "\"\\",
    "\"\\u",
    "\"\\u000",
    "\"\\u00g0\"",
    "\"\n\"",
    "\"\x01\"",
    std::string_view("\"\0\"", 3),
    "\"",
    "\"a",
    "a\"",
    "\"\xC3\"",
    "\"\x80\"",
    "\"\xC0\xAF\"",
    "\"\xE0\x80\xAF\"",
    "\"\xED\xA0\x80\"",
    "\"\xED\xBF\xBF\"",
    "\"\xF0\x80\x80\xAF\"",
    "\"\xF4\x90\x80\x80\"",
    "\"\xF8\x88\x80\x80\x80\"",
    "\"\xFF\"",
    "\"\xE2\x82",
};

constexpr std::string_view kObjects[] = {
    "{\"b\":1,\"a\":2}",
    "{\"a\":1,\"a\":2}",
    "{\"\":1,\"\":2}",
    "{\"aa\":1,\"a\":2}",
    "{\"a\":1,\"A\":2}",
    "{\"9\":1,\"10\":2}",
    "{\"a\":1,\"c\":2,\"b\":3}",
    "[{\"b\":1,\"a\":2}]",
    "{\"x\":{\"b\":1,\"a\":2}}",
    "{\"\\n\":1,\"\\n\":2}",  // equal after the escape
    "{\"A\":1,\"\\n\":2}",    // U+000A before U+0041, though '\' is after 'A'
    "{\" \":1,\"\\u001f\":2}",
    "{\"#\":1,\"\\\"\":2}",
    "{\"\\t\":1,\"\\b\":2}",
    "{\"\\u000b\":1,\"\\n\":2}",
    "{\"\xEE\x80\x80\":1,\"\xF0\x9F\x98\x80\":2}",  // the order of code points
    "{\"\xEF\xBF\xBF\":1,\"\xF0\x90\x80\x80\":2}",
};

constexpr std::string_view kSyntax[] = {
    "",
    "nul",
    "nulL",
    "True",
    "tru",
    "[",
    "]",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1}",
    "{",
    "}",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1,",
    "{\"a\":1,}",
    "{,}",
    "{a:1}",
    "{\"a\",1}",
    "{\"a\":1]",
    "{1:1}",
    "[]]",
    "[][]",
    "1,",
    "null null",
    "nullnull",
    "\xEF\xBB\xBF{}",
    std::string_view("1\0", 2),
    "[1,,2]",
    "{\"a\"::1}",
};

INSTANTIATE_TEST_SUITE_P(All, CanonicalText, ::testing::ValuesIn(kCanonical));
INSTANTIATE_TEST_SUITE_P(Space, NotCanonicalText, ::testing::ValuesIn(kSpace));
INSTANTIATE_TEST_SUITE_P(Numbers, NotCanonicalText, ::testing::ValuesIn(kNumbers));
INSTANTIATE_TEST_SUITE_P(Strings, NotCanonicalText, ::testing::ValuesIn(kStrings));
INSTANTIATE_TEST_SUITE_P(Objects, NotCanonicalText, ::testing::ValuesIn(kObjects));
INSTANTIATE_TEST_SUITE_P(Syntax, NotCanonicalText, ::testing::ValuesIn(kSyntax));

TEST(CanonicalCheck, CountsDepthAsTheReaderDoes) {
  EXPECT_TRUE(checked("1", 0));
  EXPECT_FALSE(checked("[]", 0));
  EXPECT_TRUE(checked("[[1]]", 2));
  EXPECT_FALSE(checked("[[1]]", 1));
  EXPECT_FALSE(checked("{\"a\":{}}", 1));
}

TEST(CanonicalCheck, NeverNestsDeeperThanTheCeiling) {
  const std::string deep(1'000'000, '[');
  EXPECT_FALSE(checked(deep, deep.size()));
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(checked(nested(kMaxJsonNesting), 100'000));
  EXPECT_FALSE(checked(nested(kMaxJsonNesting + 1), 100'000));
}

TEST(CanonicalCheck, SeesASpecialByteAtEveryOffset) {
  for (std::size_t before = 0; before < 40; ++before) {
    for (std::size_t after = 0; after < 20; ++after) {
      const std::string left(before, 'x'), right(after, 'y');
      EXPECT_TRUE(checked('"' + left + "\\n" + right + '"'));
      EXPECT_TRUE(checked('"' + left + "\xE2\x82\xAC" + right + '"'));
      EXPECT_FALSE(checked('"' + left + '\x1F' + right + '"'));
      EXPECT_FALSE(checked('"' + left + "\\/" + right + '"'));
      EXPECT_FALSE(checked('"' + left + '\xFF' + right + '"'));
      EXPECT_FALSE(checked('"' + left + '"' + right + 'x'));
    }
  }
}

}  // namespace
}  // namespace ratestack::testing
