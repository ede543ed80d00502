// HMAC-SHA-256 against RFC 4231 section 4 and against OpenSSL; Wycheproof's vectors are read in
// tests/conformance/crypto.
#include "ratestack/crypto/hmac.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <new>
#include <random>
#include <string>
#include <vector>

namespace ratestack {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes from_hex(std::string_view hex) {
  Bytes bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  }
  return bytes;
}

std::string tag_of(const Bytes& key, std::string_view message) { return hmac_sha256(key, as_bytes(message)).to_hex(); }

TEST(Hmac, Rfc4231Cases) {
  EXPECT_EQ(tag_of(Bytes(20, 0x0b), "Hi There"), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(tag_of({'J', 'e', 'f', 'e'}, "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(tag_of(Bytes(20, 0xaa), std::string(50, '\xdd')),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  EXPECT_EQ(tag_of(from_hex("0102030405060708090a0b0c0d0e0f10111213141516171819"), std::string(50, '\xcd')),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
  EXPECT_EQ(tag_of(Bytes(131, 0xaa), "Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(tag_of(Bytes(131, 0xaa),
                   "This is a test using a larger than block-size key and a larger than block-size data. The key needs "
                   "to be hashed "
                   "before being used by the HMAC algorithm."),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST(Hmac, AgreesWithOpenSslForKeysAroundOneBlock) {
  std::mt19937 random(3);  // NOLINT: the same each time
  for (std::size_t length = 0; length <= 130; ++length) {
    Bytes key(length);
    Bytes message(length * 3 % 200);
    for (std::uint8_t& byte : key) byte = static_cast<std::uint8_t>(random());
    for (std::uint8_t& byte : message) byte = static_cast<std::uint8_t>(random());
    Digest expected;
    unsigned size = 0;
    const std::uint8_t none = 0;
    HMAC(EVP_sha256(), key.empty() ? &none : key.data(), static_cast<int>(key.size()), message.data(), message.size(),
         expected.bytes.data(), &size);
    EXPECT_EQ(hmac_sha256(key, message), expected) << length;
  }
}

// Short messages are padded in place, longer ones are streamed: every length around where one becomes the other.
TEST(Hmac, AgreesWithOpenSslForEveryLengthOfMessage) {
  const Bytes key(32, 4);
  for (std::size_t length = 0; length <= 400; ++length) {
    const Bytes message(length, static_cast<std::uint8_t>(length));
    Digest expected;
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), expected.bytes.data(),
         &size);
    ASSERT_EQ(hmac_sha256(key, message), expected) << length;
  }
}

TEST(Hmac, OneKeyTagsManyMessages) {
  const Bytes key(32, 9);
  const HmacSha256Key keyed{ByteSpan(key)};
  EXPECT_EQ(keyed.tag(as_bytes("one")), hmac_sha256(key, as_bytes("one")));
  EXPECT_EQ(keyed.tag(as_bytes("two")), hmac_sha256(key, as_bytes("two")));
}

TEST(Hmac, WhereAMessageIsCutIntoPartsMakesNoDifference) {
  const HmacSha256Key keyed{as_bytes("key")};
  const std::string message(300, 'm');
  const ByteSpan whole = as_bytes(message);
  for (std::size_t cut = 0; cut <= message.size(); ++cut) {
    const std::array<ByteSpan, 3> parts{whole.first(cut), ByteSpan(), whole.subspan(cut)};
    EXPECT_EQ(keyed.tag_of_parts(parts), keyed.tag(whole)) << cut;
  }
}

TEST(Hmac, AKeyIsWipedWhenItEnds) {
  alignas(HmacSha256Key) std::array<std::uint8_t, sizeof(HmacSha256Key)> memory{};
  auto* const key = new (memory.data()) HmacSha256Key(as_bytes("key"));
  key->~HmacSha256Key();
  EXPECT_EQ(memory, (std::array<std::uint8_t, sizeof(HmacSha256Key)>{}));
}

}  // namespace
}  // namespace ratestack
