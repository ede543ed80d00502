// aes_gcm_test.json, of which the groups with the sizes that we take.
#include <gtest/gtest.h>

#include "ratestack/crypto/aead.hpp"
#include "wycheproof.hpp"

namespace ratestack::testing {
namespace {

using Bytes = std::vector<std::uint8_t>;

bool has_our_sizes(const JsonValue& group) {
  return number_of(group, "keySize") == kAeadKeyBytes * 8 && number_of(group, "ivSize") == kAeadIvBytes * 8 &&
         number_of(group, "tagSize") == kAeadTagBytes * 8;
}

Bytes sealed_of(const JsonValue& test) {
  Bytes sealed = bytes_of(test, "ct");
  const Bytes tag = bytes_of(test, "tag");
  sealed.insert(sealed.end(), tag.begin(), tag.end());
  return sealed;
}

void check_case(const JsonValue& test) {
  const Bytes key = bytes_of(test, "key");
  const Bytes iv = bytes_of(test, "iv");
  const Bytes associated = bytes_of(test, "aad");
  const Bytes message = bytes_of(test, "msg");
  const Bytes sealed = sealed_of(test);
  const AeadParameters parameters{std::span<const std::uint8_t, kAeadKeyBytes>(key),
                                  std::span<const std::uint8_t, kAeadIvBytes>(iv), associated};
  Bytes opened(sealed.size() - kAeadTagBytes, 0xEE);
  ASSERT_EQ(aead_open(parameters, sealed, opened), is_valid(test)) << test.at("tcId");
  EXPECT_EQ(opened, is_valid(test) ? message : Bytes(opened.size())) << test.at("tcId");
  Bytes resealed(message.size() + kAeadTagBytes);
  aead_seal(parameters, message, resealed);
  EXPECT_EQ(resealed == sealed, is_valid(test)) << test.at("tcId");
}

TEST(AesGcmVectors, ValidMessagesOpenAndForgedOnesDoNot) {
  READ_WYCHEPROOF_OR_SKIP(file, "aes_gcm_test.json");
  const int cases =
      for_each_case(*file, has_our_sizes, [](const JsonValue&, const JsonValue& test) { check_case(test); });
  EXPECT_GE(cases, 60);
  RecordProperty("cases", cases);
}

}  // namespace
}  // namespace ratestack::testing
