#include "ratestack/secrets/key_ring.hpp"

#include <gtest/gtest.h>

#include "ratestack/crypto/sha256.hpp"
#include "tests/support/test_keys.hpp"

namespace ratestack {
namespace {

using testing::test_key;

TEST(Kid, IsTheBeginningOfTheKeysHash) {
  const std::string text = "ratestack kid v1" + std::string(32, 'a');
  EXPECT_EQ(test_key('a').kid().view(), sha256(as_bytes(text)).to_hex().substr(0, 8));
}

TEST(Kid, ReadsEightLowerCaseHexDigits) {
  EXPECT_EQ(Kid::parse("0123abcd").value().view(), "0123abcd");
  for (const char* text : {"", "0123abc", "0123abcde", "0123ABCD", "0123abcg"}) EXPECT_FALSE(Kid::parse(text)) << text;
}

TEST(MasterKey, Has32Bytes) {
  for (const std::size_t size : {0U, 16U, 31U, 33U, 64U}) {
    auto bytes = SecretBytes::generate(size, [](MutableByteSpan) {});
    EXPECT_EQ(MasterKey::from(std::move(bytes)).error().code, SecretError::malformed_key) << size;
  }
}

TEST(KeyRing, RefusesTheSameKeyTwice) {
  EXPECT_EQ(KeyRing::create(test_key('a'), test_key('a')).error().code, SecretError::equal_keys);
}

TEST(KeyRing, FindsItsKeysAlone) {
  const KeyRing both = testing::test_ring('a', 'b'), one = testing::test_ring('a');
  EXPECT_TRUE(both.holds(testing::test_kid('a')));
  EXPECT_TRUE(both.holds(testing::test_kid('b')));
  EXPECT_FALSE(both.holds(testing::test_kid('c')));
  EXPECT_FALSE(one.holds(testing::test_kid('b')));
}

}  // namespace
}  // namespace ratestack
