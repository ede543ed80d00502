#include "ratestack/encoding/hex.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ratestack {
namespace {

std::string error_of(std::string_view text) { return hex_decode(text).error().message(); }

TEST(Hex, WritesEveryByteInLowerCaseAndReadsItBack) {
  std::vector<std::uint8_t> bytes(256);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i);
  const std::string text = hex_encode(bytes);
  EXPECT_EQ(text.substr(0, 8), "00010203");
  EXPECT_EQ(text.substr(504), "fcfdfeff");
  EXPECT_EQ(hex_decode(text).value(), bytes);
}

TEST(Hex, EmptyIsEmpty) {
  EXPECT_EQ(hex_encode({}), "");
  EXPECT_TRUE(hex_decode("").value().empty());
}

TEST(Hex, RefusesAnOddNumberOfDigits) { EXPECT_EQ(error_of("abc"), "binary_text: bad_length"); }

TEST(Hex, RefusesUpperCaseAndNamesThePlace) {
  EXPECT_EQ(error_of("00aA"), "binary_text: bad_character (byte 3)");
  EXPECT_EQ(error_of("g0"), "binary_text: bad_character (byte 0)");
  EXPECT_EQ(error_of("0x"), "binary_text: bad_character (byte 1)");
  EXPECT_EQ(error_of(" 00 "), "binary_text: bad_character (byte 0)");
}

TEST(Hex, RefusesEveryCharacterOutsideTheAlphabet) {
  constexpr std::string_view kAlphabet = "0123456789abcdef";
  for (int c = 0; c < 256; ++c) {
    const std::string text{'0', static_cast<char>(c)};
    EXPECT_EQ(hex_decode(text).has_value(), kAlphabet.find(static_cast<char>(c)) != std::string_view::npos) << c;
  }
}

TEST(Hex, FillsABufferOfExactlyTheRightSize) {
  std::array<std::uint8_t, 2> out{};
  EXPECT_TRUE(hex_decode_into("beef", out));
  EXPECT_EQ(out, (std::array<std::uint8_t, 2>{0xBE, 0xEF}));
  EXPECT_FALSE(hex_decode_into("beefbe", out));
  EXPECT_FALSE(hex_decode_into("be", out));
  EXPECT_FALSE(hex_decode_into("beefb", out));
  EXPECT_FALSE(hex_decode_into("bEef", out));
}

}  // namespace
}  // namespace ratestack
