#include "ratestack/encoding/base64url.hpp"

#include <gtest/gtest.h>

#include <random>

namespace ratestack {
namespace {

std::string error_of(std::string_view text) { return base64url_decode(text).error().message(); }

struct Vector {
  std::string_view bytes;
  std::string_view text;
};

// RFC 4648 section 10, without the padding.
constexpr Vector kRfc4648[] = {{"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
                               {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};

TEST(Base64Url, WritesAndReadsTheVectorsOfRfc4648) {
  for (const Vector& vector : kRfc4648) {
    EXPECT_EQ(base64url_encode(as_bytes(vector.bytes)), vector.text);
    EXPECT_EQ(as_text(base64url_decode(vector.text).value()), vector.bytes);
  }
}

TEST(Base64Url, UsesTheUrlAlphabet) {
  EXPECT_EQ(base64url_encode(as_bytes("\xFB\xFF\xBF")), "-_-_");
  EXPECT_EQ(as_text(base64url_decode("-_-_").value()), "\xFB\xFF\xBF");
}

TEST(Base64Url, ASessionTokenOf32BytesHas43Characters) {
  EXPECT_EQ(base64url_encode(std::vector<std::uint8_t>(32)).size(), 43U);
}

TEST(Base64Url, RandomBytesOfEveryLengthComeBack) {
  std::mt19937 random(4648);
  for (std::size_t size = 0; size < 200; ++size) {
    std::vector<std::uint8_t> bytes(size);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
    EXPECT_EQ(base64url_decode(base64url_encode(bytes)).value(), bytes);
  }
}

TEST(Base64Url, RefusesPaddingWhiteSpaceAndTheOtherAlphabet) {
  EXPECT_EQ(error_of("Zg=="), "binary_text: bad_character (byte 2)");
  EXPECT_EQ(error_of("Zm9v\n\n"), "binary_text: bad_character (byte 4)");
  EXPECT_EQ(error_of("ab+/"), "binary_text: bad_character (byte 2)");
}

TEST(Base64Url, RefusesALengthThatHoldsNoWholeByte) {
  EXPECT_EQ(error_of("A"), "binary_text: bad_length");
  EXPECT_EQ(error_of("AAAAA"), "binary_text: bad_length");
}

// Otherwise "Zg" and "Zh" would be two texts of one byte string, and a signature would hold for both.
TEST(Base64Url, AcceptsOneTextAloneOfEachByteString) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  int one_byte = 0, two_bytes = 0;
  for (const char last : kAlphabet) {
    one_byte += base64url_decode(std::string{'Z', last}).has_value() ? 1 : 0;
    two_bytes += base64url_decode(std::string{'Z', 'm', last}).has_value() ? 1 : 0;
  }
  EXPECT_EQ(one_byte, 64 / 16);
  EXPECT_EQ(two_bytes, 64 / 4);
  EXPECT_EQ(error_of("Zh"), "binary_text: nonzero_tail");
  EXPECT_EQ(error_of("Zm9"), "binary_text: nonzero_tail");
}

}  // namespace
}  // namespace ratestack
