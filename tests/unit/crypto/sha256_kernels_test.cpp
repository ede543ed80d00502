// Every kernel that this processor can run, on its own: the public functions would only ever reach the preferred ones.
#include "crypto/sha256/kernels.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <string>

#include "crypto/sha256/constants.hpp"
#include "crypto/sha256/padding.hpp"
#include "sha256_oracles.hpp"

namespace ratestack::sha256_kernels {
namespace {

std::string test_name(std::string kernel) {
  std::replace_if(
      kernel.begin(), kernel.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return kernel;
}

class SingleKernelTest : public testing::TestWithParam<SingleKernel> {
 protected:
  [[nodiscard]] Digest hash(ByteSpan message) const {
    State state = kInitialState;
    const std::size_t blocks = message.size() / kBlockSize;
    GetParam().compress(state, message.data(), blocks);
    Tail tail;
    const ByteSpan rest = message.subspan(blocks * kBlockSize);
    std::copy(rest.begin(), rest.end(), tail.begin());
    GetParam().compress(state, tail.data(), pad(tail, rest.size(), message.size()));
    Digest out;
    store_digest(state, out);
    return out;
  }
};

TEST_P(SingleKernelTest, AgreesWithOpenSslAndMbedTlsForEveryLength) {
  std::mt19937 random(11);
  for (std::size_t length = 0; length <= 300; ++length) {
    const test::Message message(length, random);
    ASSERT_EQ(hash(message.bytes()), test::openssl_sha256(message.bytes())) << length;
    ASSERT_EQ(hash(message.bytes()), test::mbedtls_sha256(message.bytes())) << length;
  }
}

TEST_P(SingleKernelTest, ReadsUnalignedMemory) {
  std::mt19937 random(12);
  const test::Message message(1000, random);
  for (std::size_t offset = 0; offset < 64; ++offset) {
    const ByteSpan shifted = message.bytes().subspan(offset);
    ASSERT_EQ(hash(shifted), test::openssl_sha256(shifted)) << offset;
  }
}

TEST_P(SingleKernelTest, LeavesTheStateAloneWithoutBlocks) {
  State state = kInitialState;
  GetParam().compress(state, nullptr, 0);
  EXPECT_EQ(state, kInitialState);
}

TEST_P(SingleKernelTest, TakesTwoBlocksAtOnceAsOneAfterTheOther) {
  std::mt19937 random(13);
  const test::Message blocks(2 * kBlockSize, random);
  const std::uint8_t* const first = blocks.bytes().data();
  State expected_a = kInitialState;
  State expected_b{1, 2, 3, 4, 5, 6, 7, 8};
  State a = expected_a;
  State b = expected_b;
  GetParam().compress(expected_a, first, 1);
  GetParam().compress(expected_b, first + kBlockSize, 1);
  GetParam().compress_pair(a, first, b, first + kBlockSize);
  EXPECT_EQ(a, expected_a);
  EXPECT_EQ(b, expected_b);
}

INSTANTIATE_TEST_SUITE_P(Kernels, SingleKernelTest, testing::ValuesIn(kernels().single),
                         [](const auto& kernel) { return test_name(kernel.param.name); });

class LinkKernelTest : public testing::TestWithParam<LinkKernel> {
 protected:
  std::mt19937 random_{13};

  void expect_right_digests(const std::vector<std::size_t>& lengths) {
    std::vector<test::Message> bodies;
    std::vector<ChainLink> links;
    for (const std::size_t length : lengths) bodies.emplace_back(length, random_);
    for (const auto& body : bodies) links.push_back({test::random_digest(random_), body.bytes()});
    std::vector<Digest> digests(links.size());
    GetParam().hash_links(links, digests);
    for (std::size_t i = 0; i < links.size(); ++i) {
      ASSERT_EQ(digests[i], test::openssl_chain_link(links[i]))
          << "link " << i << " of " << links.size() << ", " << lengths[i] << " bytes";
    }
  }

  std::vector<std::size_t> random_lengths(std::size_t count, std::size_t longest) {
    std::vector<std::size_t> lengths(count);
    for (auto& length : lengths) length = random_() % (longest + 1);
    return lengths;
  }
};

TEST_P(LinkKernelTest, HashesEveryLengthInFullLanes) {
  for (std::size_t length = 0; length <= 300; ++length) {
    expect_right_digests(std::vector(GetParam().lanes, length));
  }
}

TEST_P(LinkKernelTest, HashesEveryBatchSizeWithMixedLengths) {
  for (std::size_t count = 0; count <= 70; ++count) {
    expect_right_digests(random_lengths(count, 100));
    expect_right_digests(random_lengths(count, 1500));
  }
}

TEST_P(LinkKernelTest, HashesOneVeryLongLinkAmongShortOnes) {
  for (const std::size_t at : {0U, 3U, 20U, 39U}) {
    auto lengths = random_lengths(40, 50);
    lengths[at] = 100'000;
    expect_right_digests(lengths);
  }
}

TEST_P(LinkKernelTest, HashesEveryLengthAtOnce) {
  std::vector<std::size_t> lengths(301);
  for (std::size_t i = 0; i < lengths.size(); ++i) lengths[i] = i;
  expect_right_digests(lengths);
  std::shuffle(lengths.begin(), lengths.end(), random_);
  expect_right_digests(lengths);
}

INSTANTIATE_TEST_SUITE_P(Kernels, LinkKernelTest, testing::ValuesIn(kernels().links),
                         [](const auto& kernel) { return test_name(kernel.param.name); });

TEST(Kernels, LastOfEachListRunsEverywhere) {
  ASSERT_FALSE(kernels().single.empty());
  ASSERT_FALSE(kernels().links.empty());
  EXPECT_STREQ(kernels().single.back().name, "portable");
  EXPECT_EQ(kernels().links.back().worthwhile, 0U);
  EXPECT_STREQ(sha256_implementation(), kernels().links.front().name);
}

}  // namespace
}  // namespace ratestack::sha256_kernels
