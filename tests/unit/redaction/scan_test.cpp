// Every kernel that this processor runs sorts bytes as the portable one does.
#include "redaction/scan.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace ratestack::redaction_detail {
namespace {

void expect_equal(const BlockMasks& found, const BlockMasks& expected) {
  EXPECT_EQ(found.digits, expected.digits);
  EXPECT_EQ(found.letters, expected.letters);
  EXPECT_EQ(found.signs, expected.signs);
  EXPECT_EQ(found.joiners, expected.joiners);
  EXPECT_EQ(found.hot, expected.hot);
  EXPECT_EQ(found.non_ascii, expected.non_ascii);
}

void expect_same_masks(ClassifyBlock kernel) {
  std::array<char, 256 + kBlock> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<char>(i);
  for (std::size_t at = 0; at < 256; ++at) expect_equal(kernel(all.data() + at), classify_portable(all.data() + at));
  std::mt19937 random(5);  // NOLINT: the same blocks each time
  for (int round = 0; round < 10'000; ++round) {
    for (char& c : all) c = static_cast<char>(random());
    expect_equal(kernel(all.data()), classify_portable(all.data()));
  }
}

TEST(Scan, PreferredKernelAgreesWithThePortableOne) { expect_same_masks(block_classifier()); }

#if defined(__x86_64__)
TEST(Scan, Sse2AgreesWithThePortableOne) { expect_same_masks(classify_sse2); }
#endif

}  // namespace
}  // namespace ratestack::redaction_detail
