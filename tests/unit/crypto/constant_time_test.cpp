#include "ratestack/crypto/constant_time.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ratestack {
namespace {

TEST(ConstantTimeEqual, AcceptsEqualContentsInDifferentMemory) {
  for (std::size_t length = 0; length <= 70; ++length) {
    const std::vector<std::uint8_t> left(length, 0x5A);
    const std::vector<std::uint8_t> right(length, 0x5A);
    EXPECT_TRUE(constant_time_equal(left, right)) << length;
  }
}

TEST(ConstantTimeEqual, SeesEverySingleBitAtEveryPosition) {
  const std::vector<std::uint8_t> left(40, 0x5A);
  for (std::size_t at = 0; at < left.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      auto right = left;
      right[at] = static_cast<std::uint8_t>(right[at] ^ (1U << bit));
      EXPECT_FALSE(constant_time_equal(left, right)) << at << ", bit " << bit;
    }
  }
}

TEST(ConstantTimeEqual, TwoDifferencesDoNotCancelOut) {
  EXPECT_FALSE(constant_time_equal(as_bytes("abcd"), as_bytes("bacd")));
}

TEST(ConstantTimeEqual, RefusesAPrefixAndTheEmptySpan) {
  EXPECT_FALSE(constant_time_equal(as_bytes("token"), as_bytes("toke")));
  EXPECT_FALSE(constant_time_equal(as_bytes("toke"), as_bytes("token")));
  EXPECT_FALSE(constant_time_equal(as_bytes("token"), {}));
  EXPECT_FALSE(constant_time_equal({}, as_bytes("token")));
}

}  // namespace
}  // namespace ratestack
