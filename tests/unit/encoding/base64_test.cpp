#include "ratestack/encoding/base64.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

#include "ratestack/encoding/base64url.hpp"

namespace ratestack {
namespace {

std::string error_of(std::string_view text) { return base64_decode(text).error().message(); }

struct Vector {
  std::string_view bytes;
  std::string_view text;
};

// RFC 4648 section 10.
constexpr Vector kRfc4648[] = {{"", ""},
                               {"f", "Zg=="},
                               {"fo", "Zm8="},
                               {"foo", "Zm9v"},
                               {"foob", "Zm9vYg=="},
                               {"fooba", "Zm9vYmE="},
                               {"foobar", "Zm9vYmFy"}};

TEST(Base64, WritesAndReadsTheVectorsOfRfc4648) {
  for (const Vector& vector : kRfc4648) {
    EXPECT_EQ(base64_encode(as_bytes(vector.bytes)), vector.text);
    EXPECT_EQ(as_text(base64_decode(vector.text).value()), vector.bytes);
    EXPECT_EQ(base64_decoded_size(vector.text), vector.bytes.size());
  }
}

TEST(Base64, UsesTheStandardAlphabet) {
  EXPECT_EQ(base64_encode(as_bytes("\xFB\xFF\xBF")), "+/+/");
  EXPECT_EQ(as_text(base64_decode("+/+/").value()), "\xFB\xFF\xBF");
  EXPECT_EQ(error_of("-_-_"), "binary_text: bad_character (byte 0)");
}

TEST(Base64, RandomBytesOfEveryLengthComeBack) {
  std::mt19937 random(4648);
  for (std::size_t size = 0; size < 200; ++size) {
    std::vector<std::uint8_t> bytes(size);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
    const std::string text = base64_encode(bytes);
    EXPECT_EQ(text.size() % 4, 0U);
    EXPECT_EQ(base64_decode(text).value(), bytes);
    std::vector<std::uint8_t> again(size);
    EXPECT_TRUE(base64_decode_into(text, again));
    EXPECT_EQ(again, bytes);
  }
}

TEST(Base64, RefusesPaddingThatIsMissingSurplusOrInTheMiddle) {
  for (const std::string_view text : {"Zg", "Zg=", "Zm8", "Zm9v=", "=", "==", "==="}) {
    EXPECT_EQ(error_of(text), "binary_text: bad_length") << text;
  }
  EXPECT_EQ(error_of("===="), "binary_text: bad_character (byte 0)");
  EXPECT_EQ(error_of("Z==="), "binary_text: bad_character (byte 1)");
  EXPECT_EQ(error_of("Zg==Zg=="), "binary_text: bad_character (byte 2)");
  EXPECT_EQ(error_of("Zm9vYg=\n"), "binary_text: bad_character (byte 6)");
}

TEST(Base64, AcceptsOneTextAloneOfEachByteString) {
  EXPECT_EQ(error_of("Zh=="), "binary_text: nonzero_tail");
  EXPECT_EQ(error_of("Zm9="), "binary_text: nonzero_tail");
}

TEST(Base64, DecodesIntoExactlyItsSize) {
  std::array<std::uint8_t, 4> out{};
  EXPECT_TRUE(base64_decode_into("Zm9vYg==", out));
  EXPECT_EQ(as_text(out), "foob");
  EXPECT_FALSE(base64_decode_into("Zm9v", out));
  EXPECT_FALSE(base64_decode_into("Zm9vYmE=", out));
  EXPECT_FALSE(base64_decode_into("Zm9vYg", out));
  EXPECT_FALSE(base64_decode_into("", out));
  EXPECT_TRUE(base64_decode_into("", {}));
}

TEST(Base64Url, DecodesIntoExactlyItsSize) {
  std::array<std::uint8_t, 4> out{};
  EXPECT_TRUE(base64url_decode_into("Zm9vYg", out));
  EXPECT_EQ(as_text(out), "foob");
  EXPECT_FALSE(base64url_decode_into("Zm9v", out));
  EXPECT_FALSE(base64url_decode_into("Zm9vYmE", out));
  EXPECT_FALSE(base64url_decode_into("Zm9vYh", out));
  EXPECT_FALSE(base64url_decode_into("Zm9vY", out));
}

}  // namespace
}  // namespace ratestack
