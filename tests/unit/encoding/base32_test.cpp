#include "ratestack/encoding/base32.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

namespace ratestack {
namespace {

std::string error_of(std::string_view text) { return base32_decode(text).error().message(); }

struct Vector {
  std::string_view bytes;
  std::string_view text;
};

// RFC 4648 section 10, without the padding.
constexpr Vector kRfc4648[] = {{"", ""},
                               {"f", "MY"},
                               {"fo", "MZXQ"},
                               {"foo", "MZXW6"},
                               {"foob", "MZXW6YQ"},
                               {"fooba", "MZXW6YTB"},
                               {"foobar", "MZXW6YTBOI"}};

TEST(Base32, WritesAndReadsTheVectorsOfRfc4648) {
  for (const Vector& vector : kRfc4648) {
    EXPECT_EQ(base32_encode(as_bytes(vector.bytes)), vector.text);
    EXPECT_EQ(as_text(base32_decode(vector.text).value()), vector.bytes);
  }
}

TEST(Base32, RandomBytesOfEveryLengthComeBack) {
  std::mt19937 random(4648);
  for (std::size_t size = 0; size < 200; ++size) {
    std::vector<std::uint8_t> bytes(size);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
    EXPECT_EQ(base32_decode(base32_encode(bytes)).value(), bytes);
  }
}

TEST(Base32, RefusesPaddingWhiteSpaceLowerCaseAndLookAlikes) {
  EXPECT_EQ(error_of("MY======"), "binary_text: bad_character (byte 2)");
  EXPECT_EQ(error_of("MZXW 6YQ"), "binary_text: bad_character (byte 4)");
  EXPECT_EQ(error_of("my"), "binary_text: bad_character (byte 0)");
  for (const char* digit : {"A0", "A1", "A8", "A9", "A\xFF"}) {
    EXPECT_EQ(error_of(digit), "binary_text: bad_character (byte 1)") << digit;
  }
}

TEST(Base32, RefusesALengthThatHoldsNoWholeByte) {
  for (const std::size_t size : {1U, 3U, 6U, 9U, 11U, 14U}) {
    EXPECT_EQ(error_of(std::string(size, 'A')), "binary_text: bad_length") << size;
  }
}

// Otherwise "MY" and "MZ" would be two texts of one secret.
TEST(Base32, AcceptsOneTextAloneOfEachByteString) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const auto accepted = [&](const std::string& head) {
    return std::count_if(kAlphabet.begin(), kAlphabet.end(),
                         [&](char last) { return base32_decode(head + last).has_value(); });
  };
  EXPECT_EQ(accepted("M"), 32 / 4);       // two bits left over
  EXPECT_EQ(accepted("MZX"), 32 / 16);    // four
  EXPECT_EQ(accepted("MZXW"), 32 / 2);    // one
  EXPECT_EQ(accepted("MZXW6Y"), 32 / 8);  // three
  EXPECT_EQ(accepted("MZXW6YT"), 32);     // none
  EXPECT_EQ(error_of("MZ"), "binary_text: nonzero_tail");
}

TEST(Base32, FillsABufferOfTheExactSizeAlone) {
  std::array<std::uint8_t, 5> out{};
  EXPECT_TRUE(base32_decode_into("MZXW6YTB", out));
  EXPECT_EQ(as_text(out), "fooba");
  EXPECT_FALSE(base32_decode_into("MZXW6YQ", out));
  EXPECT_FALSE(base32_decode_into("MZXW6YTBOI", out));
  EXPECT_FALSE(base32_decode_into("mzxw6ytb", out));
}

}  // namespace
}  // namespace ratestack
