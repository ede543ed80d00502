#include <gtest/gtest.h>

#include "reading.hpp"

namespace ratestack::testing {
namespace {

TEST(CanonicalCursor, WalksARowPieceByPiece) {
  const ExactCopy row("{\"id\":42,\"name\":\"a\\nb\",\"payload\":{\"x\":[1,2]}}");
  CanonicalCursor cursor(row.view());
  std::uint64_t id = 0;
  std::string_view name;
  ASSERT_TRUE(cursor.literal("{\"id\":"));
  ASSERT_TRUE(cursor.unsigned_integer(id));
  ASSERT_TRUE(cursor.literal(",\"name\":"));
  ASSERT_TRUE(cursor.next_is('"'));
  ASSERT_TRUE(cursor.string(name));
  ASSERT_TRUE(cursor.literal(",\"payload\":"));
  const std::size_t before = cursor.offset();
  ASSERT_TRUE(cursor.value(2));
  EXPECT_EQ(row.view().substr(before, cursor.offset() - before), "{\"x\":[1,2]}");
  ASSERT_TRUE(cursor.literal("}"));
  EXPECT_TRUE(cursor.at_end());
  EXPECT_EQ(id, 42U);
  EXPECT_EQ(name, "a\\nb");
}

TEST(CanonicalCursor, RefusesALiteralThatIsCutOrDifferent) {
  EXPECT_FALSE(CanonicalCursor("{\"i").literal("{\"id\":"));
  EXPECT_FALSE(CanonicalCursor("{\"ix\":").literal("{\"id\":"));
  EXPECT_TRUE(CanonicalCursor("").literal(""));
}

bool reads_integer(std::string_view text, std::uint64_t expected) {
  const ExactCopy copy(text);
  CanonicalCursor cursor(copy.view());
  std::uint64_t value = 0;
  return cursor.unsigned_integer(value) && cursor.at_end() && value == expected;
}

TEST(CanonicalCursor, ReadsIntegersFromZeroTo2To53Minus1) {
  EXPECT_TRUE(reads_integer("0", 0));
  EXPECT_TRUE(reads_integer("7", 7));
  EXPECT_TRUE(reads_integer("9007199254740991", 9007199254740991));
  EXPECT_FALSE(reads_integer("9007199254740992", 9007199254740992));
  EXPECT_FALSE(reads_integer("9999999999999999", 9999999999999999));
  EXPECT_FALSE(reads_integer("10000000000000000", 10000000000000000));
  EXPECT_FALSE(reads_integer("18446744073709551617", 1));
}

TEST(CanonicalCursor, RefusesIntegersInAnyOtherForm) {
  for (const std::string_view text : {"", "-1", "-0", "+1", "00", "01", "a", "\"1\"", " 1"}) {
    std::uint64_t value = 0;
    CanonicalCursor cursor(text);
    EXPECT_FALSE(cursor.unsigned_integer(value)) << text;
  }
}

// "1.5" and "1e5" begin with an integer: what follows is the next call's business, and no row goes on like that.
TEST(CanonicalCursor, StopsAfterTheDigitsOfAnInteger) {
  CanonicalCursor cursor("12,");
  std::uint64_t value = 0;
  EXPECT_TRUE(cursor.unsigned_integer(value));
  EXPECT_EQ(cursor.offset(), 2U);
  EXPECT_FALSE(cursor.at_end());
}

TEST(CanonicalCursor, ReadsTheStringUpToItsOwnQuote) {
  CanonicalCursor cursor("\"a\\\"b\"\"c\"");
  std::string_view raw;
  ASSERT_TRUE(cursor.string(raw));
  EXPECT_EQ(raw, "a\\\"b");
  ASSERT_TRUE(cursor.string(raw));
  EXPECT_EQ(raw, "c");
  EXPECT_TRUE(cursor.at_end());
}

TEST(CanonicalCursor, RefusesWhatIsNoString) {
  std::string_view raw;
  EXPECT_FALSE(CanonicalCursor("").string(raw));
  EXPECT_FALSE(CanonicalCursor("null").string(raw));
  EXPECT_FALSE(CanonicalCursor("\"open").string(raw));
}

TEST(CanonicalCursor, KnowsWhatComesNextWithoutConsumingIt) {
  const CanonicalCursor cursor("nil");
  EXPECT_TRUE(cursor.next_is('n'));
  EXPECT_FALSE(cursor.next_is('"'));
  EXPECT_FALSE(CanonicalCursor("").next_is('\0'));
  EXPECT_EQ(cursor.offset(), 0U);
}

}  // namespace
}  // namespace ratestack::testing
