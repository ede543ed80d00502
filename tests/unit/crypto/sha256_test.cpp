#include "ratestack/crypto/sha256.hpp"

#include <gtest/gtest.h>

#include <string>

#include "sha256_oracles.hpp"

namespace ratestack {
namespace {

// FIPS 180-4's examples as NIST publishes them ("SHA256.pdf"), and byte-oriented short messages of NIST's CAVP.
TEST(Sha256, AnswersThePublishedVectors) {
  EXPECT_EQ(sha256(as_bytes("")).to_hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256(as_bytes("abc")).to_hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256(as_bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")).to_hex(),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(as_bytes("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                            "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"))
                .to_hex(),
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  EXPECT_EQ(sha256(as_bytes("\xd3")).to_hex(), "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1");
  EXPECT_EQ(sha256(as_bytes("\x11\xaf")).to_hex(), "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98");
}

TEST(Sha256, AnswersThePublishedVectorOfAMillionLetters) {
  EXPECT_EQ(sha256(as_bytes(std::string(1'000'000, 'a'))).to_hex(),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, AgreesWithOpenSslAndMbedTlsForEveryLengthAroundFiveBlocks) {
  std::mt19937 random(1);
  for (std::size_t length = 0; length <= 300; ++length) {
    const test::Message message(length, random);
    const Digest ours = sha256(message.bytes());
    ASSERT_EQ(ours, test::openssl_sha256(message.bytes())) << length;
    ASSERT_EQ(ours, test::mbedtls_sha256(message.bytes())) << length;
  }
}

TEST(Sha256, DoesNotDependOnHowTheMessageIsSplit) {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    const test::Message message(random() % 2000, random);
    Sha256 hash;
    for (ByteSpan rest = message.bytes(); !rest.empty();) {
      const std::size_t taken = std::min<std::size_t>(random() % 200, rest.size());
      hash.update(rest.first(taken));
      rest = rest.subspan(taken);
    }
    ASSERT_EQ(hash.digest(), test::openssl_sha256(message.bytes())) << "round " << round;
  }
}

TEST(Sha256, GoesOnAfterADigestWasTaken) {
  std::mt19937 random(3);
  const test::Message message(500, random);
  Sha256 hash;
  for (std::size_t i = 0; i < 500; ++i) {
    ASSERT_EQ(hash.digest(), test::openssl_sha256(message.bytes().first(i)));
    hash.update(message.bytes().subspan(i, 1));
  }
}

TEST(Sha256, CopyContinuesOnItsOwn) {
  Sha256 first;
  first.update(as_bytes("common "));
  Sha256 second = first;
  first.update(as_bytes("left"));
  second.update(as_bytes("right"));
  EXPECT_EQ(first.digest(), test::openssl_sha256(as_bytes("common left")));
  EXPECT_EQ(second.digest(), test::openssl_sha256(as_bytes("common right")));
}

TEST(Sha256ChainLink, IsTheDigestOfThePreviousHashAndTheBodyJoined) {
  std::mt19937 random(4);
  for (std::size_t length = 0; length <= 300; ++length) {
    const test::Message body(length, random);
    const ChainLink link{test::random_digest(random), body.bytes()};
    ASSERT_EQ(sha256_chain_link(link), test::openssl_chain_link(link)) << length;
  }
}

TEST(Sha256ChainLinks, AnswersEveryBatchSizeInTheOrderOfItsLinks) {
  std::mt19937 random(5);
  std::vector<test::Message> bodies;
  std::vector<ChainLink> links;
  for (std::size_t count = 0; count <= 70; ++count) {
    std::vector<Digest> digests(count);
    sha256_chain_links(links, digests);
    for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(digests[i], test::openssl_chain_link(links[i]));
    bodies.emplace_back(random() % 700, random);
    links.push_back({test::random_digest(random), bodies.back().bytes()});
  }
}

}  // namespace
}  // namespace ratestack
