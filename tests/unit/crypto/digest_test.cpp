#include "ratestack/crypto/digest.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace ratestack {
namespace {

constexpr std::string_view kEmptyMessage = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST(Digest, HexRoundTripsForEveryByteValueAtEveryPosition) {
  for (std::size_t at = 0; at < Digest::kSize; ++at) {
    for (unsigned value = 0; value < 256; ++value) {
      Digest digest;
      digest.bytes[at] = static_cast<std::uint8_t>(value);
      const std::string hex = digest.to_hex();
      ASSERT_EQ(hex.size(), Digest::kHexSize);
      ASSERT_EQ(Digest::from_hex(hex), digest) << hex;
    }
  }
}

TEST(Digest, ReadsHexInWrittenOrder) {
  const auto digest = Digest::from_hex(kEmptyMessage);
  ASSERT_TRUE(digest);
  EXPECT_EQ(digest->bytes.front(), 0xe3);
  EXPECT_EQ(digest->bytes[1], 0xb0);
  EXPECT_EQ(digest->bytes.back(), 0x55);
  EXPECT_EQ(digest->to_hex(), kEmptyMessage);
}

TEST(Digest, RefusesEveryOtherCharacterAtEveryPosition) {
  constexpr std::string_view kAllowed = "0123456789abcdef";
  for (std::size_t at = 0; at < Digest::kHexSize; ++at) {
    for (int c = -128; c < 128; ++c) {
      std::string hex(kEmptyMessage);
      hex[at] = static_cast<char>(c);
      const bool allowed = kAllowed.find(static_cast<char>(c)) != std::string_view::npos;
      ASSERT_EQ(Digest::from_hex(hex).has_value(), allowed) << "character " << c << " at " << at;
    }
  }
}

TEST(Digest, RefusesEveryOtherLength) {
  for (std::size_t length = 0; length <= 130; ++length) {
    // An exact-size heap block, so that a sanitizer sees a read past the end.
    const auto hex = std::make_unique<char[]>(length);
    std::fill_n(hex.get(), length, 'a');
    EXPECT_EQ(Digest::from_hex({hex.get(), length}).has_value(), length == Digest::kHexSize);
  }
}

TEST(Digest, DefaultIsTheValueBeforeTheFirstRow) { EXPECT_EQ(Digest{}.to_hex(), std::string(64, '0')); }

}  // namespace
}  // namespace ratestack
