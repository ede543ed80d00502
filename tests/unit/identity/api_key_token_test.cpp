#include "ratestack/identity/api_key_token.hpp"

#include <gtest/gtest.h>

#include "fixed_entropy.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack {
namespace {

const std::string kKeyId = "key_01KAS0V3E8ZP5Q2W9X7Y6T4R1M";
const std::string kZeroSecret(43, 'A');  // 32 zero bytes

std::string key(const std::string& environment, const std::string& id, const std::string& secret) {
  return "rsk_" + environment + "_" + id + "_" + secret;
}

TEST(ApiKeyToken, ReadsItsThreeParts) {
  const auto token = ApiKeyToken::parse(key("live", kKeyId, kZeroSecret));
  ASSERT_TRUE(token);
  EXPECT_EQ(token->environment, "live");
  EXPECT_EQ(token->key_id.text(), kKeyId);
  const std::array<std::uint8_t, 32> zeros{};
  EXPECT_EQ(token->secret_hash, sha256(zeros));
}

TEST(ApiKeyToken, ReadsWhatWasMade) {
  FixedEntropy entropy(0xFF);
  const NewApiKey made = make_api_key("dev", KeyId::parse(kKeyId).value(), entropy);
  const auto token = ApiKeyToken::parse(made.text);
  ASSERT_TRUE(token);
  EXPECT_EQ(token->environment, "dev");
  EXPECT_EQ(token->key_id, made.key_id);
  EXPECT_EQ(token->secret_hash, made.secret_hash);
}

TEST(ApiKeyToken, HasTheContractsForm) {
  FixedEntropy entropy(0);
  EXPECT_EQ(make_api_key("dev", KeyId::parse(kKeyId).value(), entropy).text, "rsk_dev_" + kKeyId + "_" + kZeroSecret);
}

TEST(ApiKeyToken, TheSecretItselfIsNotKept) {
  FixedEntropy entropy(0x41);
  const NewApiKey made = make_api_key("dev", KeyId::parse(kKeyId).value(), entropy);
  EXPECT_NE(as_text(made.secret_hash.bytes), std::string(32, '\x41'));
}

class MalformedApiKey : public ::testing::TestWithParam<std::string> {};

TEST_P(MalformedApiKey, IsRefusedWithoutRepeatingIt) {
  const auto token = ApiKeyToken::parse(GetParam());
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().code, make_error_code(ApiKeyError::malformed_api_key));
  EXPECT_EQ(token.error().message().find(kKeyId), std::string::npos);
}

const std::string kLongEnvironment(17, 'a');

INSTANTIATE_TEST_SUITE_P(
    Inputs, MalformedApiKey,
    ::testing::Values("", "rsk_", "rsk_live_", key("live", kKeyId, ""), key("live", kKeyId, kZeroSecret + "A"),
                      key("live", kKeyId, std::string(42, 'A')), key("live", kKeyId, std::string(42, 'A') + "B"),
                      key("live", kKeyId, std::string(42, 'A') + "="), key("live", kKeyId, std::string(42, 'A') + "+"),
                      key("", kKeyId, kZeroSecret), key("LIVE", kKeyId, kZeroSecret), key("li-ve", kKeyId, kZeroSecret),
                      key(kLongEnvironment, kKeyId, kZeroSecret),
                      key("live", "usr_01KAS0V3E8ZP5Q2W9X7Y6T4R1M", kZeroSecret),
                      key("live", "key_01kas0v3e8zp5q2w9x7y6t4r1m", kZeroSecret),
                      "RSK_live_" + kKeyId + "_" + kZeroSecret, " " + key("live", kKeyId, kZeroSecret),
                      key("live", kKeyId, kZeroSecret) + "\n", "rsk_live_" + kKeyId + "-" + kZeroSecret,
                      std::string("rsk_live_") + '\0' + kKeyId + "_" + kZeroSecret));

}  // namespace
}  // namespace ratestack
