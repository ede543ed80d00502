// The UTF-8 table, exhaustively where that is possible.
#include "ratestack/encoding/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

#include "reading.hpp"

namespace ratestack::encoding_detail {
namespace {

std::string encoded(char32_t code_point) {
  char bytes[4];
  return std::string(bytes, encode_utf8(code_point, bytes));
}

std::size_t length(std::string_view text) {
  const testing::ExactCopy copy(text);
  return utf8_sequence_length(copy.view().data(), copy.view().data() + copy.view().size());
}

TEST(Utf8, EveryCodePointIsOneSequenceExceptTheSurrogates) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const std::string text = encoded(c);
    const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    ASSERT_EQ(length(text), surrogate ? 0 : text.size()) << std::hex << static_cast<std::uint32_t>(c);
  }
}

// Counts the accepted sequences of each length among all byte strings; the counts are those of the code points, so
// that nothing is accepted twice (overlong forms) and nothing above U+10FFFF.
TEST(Utf8, AcceptsExactlyAsManyTwoAndThreeByteSequencesAsThereAreCodePoints) {
  std::size_t two = 0, three = 0;
  std::string text(3, '\0');
  for (int a = 0x80; a < 0x100; ++a) {
    for (int b = 0; b < 0x100; ++b) {
      text[0] = static_cast<char>(a), text[1] = static_cast<char>(b), text[2] = '\x80';
      two += utf8_sequence_length(text.data(), text.data() + 2) == 2 ? 1U : 0U;
      for (int c = 0; c < 0x100; ++c) {
        text[2] = static_cast<char>(c);
        three += utf8_sequence_length(text.data(), text.data() + 3) == 3 ? 1U : 0U;
      }
    }
  }
  EXPECT_EQ(two, 0x800U - 0x80U);
  EXPECT_EQ(three, 0x10000U - 0x800U - 0x800U);
}

TEST(Utf8, AcceptsExactlyTheFourByteSequencesOfTheSupplementaryPlanes) {
  std::size_t four = 0;
  std::string text(4, '\x80');
  for (int a = 0xF0; a < 0x100; ++a) {
    for (int b = 0; b < 0x100; ++b) {
      text[0] = static_cast<char>(a), text[1] = static_cast<char>(b);
      four += utf8_sequence_length(text.data(), text.data() + 4) == 4 ? 64U * 64U : 0U;
    }
  }
  EXPECT_EQ(four, 0x100000U);
}

TEST(Utf8, RefusesASequenceCutByTheEnd) {
  for (const std::string_view text : {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"}) {
    for (std::size_t size = 1; size < text.size(); ++size) EXPECT_EQ(length(text.substr(0, size)), 0U);
  }
}

TEST(Utf8, FindsTheFirstInvalidByte) {
  EXPECT_EQ(find_invalid_utf8(""), 0U);
  EXPECT_EQ(find_invalid_utf8("plain\n\"\\ \xE2\x82\xAC"), 12U);
  EXPECT_EQ(find_invalid_utf8("0123456789abcdefg\x80rest"), 17U);
}

}  // namespace
}  // namespace ratestack::encoding_detail
