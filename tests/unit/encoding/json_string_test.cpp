// Strings: escapes, Unicode, and the seams between sixteen-byte steps.
#include <gtest/gtest.h>

#include "reading.hpp"

namespace ratestack::testing {
namespace {

std::string read(std::string_view text) {
  const ExactCopy copy(text);
  return std::string(parse_json(copy.view()).value().as_string());
}

TEST(JsonString, ReadsEachEscape) { EXPECT_EQ(read(R"("\"\\\/\b\f\n\r\t")"), "\"\\/\b\f\n\r\t"); }

TEST(JsonString, ReadsUnicodeEscapesOfEitherCaseAsUtf8) {
  EXPECT_EQ(read(R"("\u0041\u00e9\u20AC\uFFFF")"), "A\xC3\xA9\xE2\x82\xAC\xEF\xBF\xBF");
}

TEST(JsonString, ReadsASurrogatePairAsOneCharacter) {
  EXPECT_EQ(read(R"("\ud83d\ude00")"), "\xF0\x9F\x98\x80");
  EXPECT_EQ(read(R"("\uD800\uDC00")"), "\xF0\x90\x80\x80");
  EXPECT_EQ(read(R"("\udbff\udfff")"), "\xF4\x8F\xBF\xBF");
}

TEST(JsonString, KeepsNulAndDelAndNoncharacters) {
  EXPECT_EQ(read(R"("a\u0000b")"), std::string("a\0b", 3));
  EXPECT_EQ(read("\"\x7F\""), "\x7F");
  EXPECT_EQ(read("\"\xEF\xBF\xBE\""), "\xEF\xBF\xBE");
}

// A special byte at each distance from the start, so that it falls at every place of a vector and of its tail.
TEST(JsonString, FindsASpecialByteAtEveryOffset) {
  for (std::size_t before = 0; before < 40; ++before) {
    for (std::size_t after = 0; after < 20; ++after) {
      const std::string left(before, 'x'), right(after, 'y');
      EXPECT_EQ(read('"' + left + "\\n" + right + '"'), left + "\n" + right);
      EXPECT_EQ(read('"' + left + "\xE2\x82\xAC" + right + '"'), left + "\xE2\x82\xAC" + right);
      EXPECT_EQ(reading('"' + left + '\x01' + right + '"'), "syntax (byte " + std::to_string(before + 1) + ")");
      EXPECT_EQ(reading('"' + left + '\x80' + right + '"'), "invalid_utf8 (byte " + std::to_string(before + 1) + ")");
    }
  }
}

TEST(JsonString, EveryControlCharacterMustBeEscaped) {
  for (int c = 0; c < 0x20; ++c) EXPECT_EQ(reading(std::string("\"") + static_cast<char>(c) + '"'), "syntax (byte 1)");
}

}  // namespace
}  // namespace ratestack::testing
