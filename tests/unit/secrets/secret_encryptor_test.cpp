#include "ratestack/secrets/secret_encryptor.hpp"

#include <gtest/gtest.h>

#include "ratestack/encoding/base64url.hpp"
#include "ratestack/secrets/envelope.hpp"
#include "tests/support/test_keys.hpp"
#include "tests/unit/secrets/counting_entropy.hpp"

namespace ratestack {
namespace {

using testing::test_kid;
using testing::test_ring;

SecretPlace place(std::string_view org = "org_1", std::string_view table = "secrets", std::string_view column = "value",
                  std::string_view row = "sec_1") {
  return SecretPlace::of(org, table, column, row).value();
}

class SecretEncryptorTest : public ::testing::Test {
 protected:
  std::string sealed(std::string_view text, char key = 'a') {
    return encryptor_.seal(place(), as_bytes(text), test_kid(key)).value();
  }
  boost::system::error_code why_not(const SecretEncryptor& encryptor, std::string_view envelope,
                                    const SecretPlace& at = place()) {
    const auto opened = encryptor.open(at, envelope);
    return opened ? boost::system::error_code() : opened.error().code;
  }

  testing::CountingEntropy entropy_;
  SecretEncryptor encryptor_{test_ring('a', 'b'), entropy_};
};

TEST_F(SecretEncryptorTest, OpensWhatItSealed) {
  for (const std::size_t size : {0U, 1U, 15U, 16U, 17U, 64U, 1000U, 65536U}) {
    const std::string text(size, 'x');
    const auto opened = encryptor_.open(place(), sealed(text));
    ASSERT_TRUE(opened) << size;
    EXPECT_EQ(as_text(opened->expose()), text);
  }
}

TEST_F(SecretEncryptorTest, RefusesMoreThanItsLimit) {
  const std::string text(kMaxSecretBytes + 1, 'x');
  EXPECT_EQ(encryptor_.seal(place(), as_bytes(text), test_kid('a')).error().code, SecretError::too_long);
}

TEST_F(SecretEncryptorTest, SealsTheSameValueDifferentlyEachTime) { EXPECT_NE(sealed("hunter2"), sealed("hunter2")); }

TEST_F(SecretEncryptorTest, SealsUnderTheKeyThatIsAskedFor) {
  EXPECT_TRUE(sealed("x", 'b').starts_with("rs1." + std::string(test_kid('b').view())));
  EXPECT_EQ(encryptor_.seal(place(), as_bytes("x"), test_kid('c')).error().code, SecretError::unknown_key);
}

// Pinned: what is stored today must open tomorrow. The bytes were checked against HKDF and AES-256-GCM of OpenSSL.
TEST_F(SecretEncryptorTest, KeepsItsFormat) {
  testing::CountingEntropy entropy;
  const SecretEncryptor encryptor(test_ring('a'), entropy);
  EXPECT_EQ(encryptor.seal(place(), as_bytes("hunter2"), test_kid('a')).value(),
            "rs1.76f132a8.AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHGixjrbU-F_luJxrrhdlRNg7mBUhGFTrkzsk_15TIfpQtPMpQs5h0A");
}

TEST_F(SecretEncryptorTest, DoesNotOpenElsewhere) {
  const std::string envelope = sealed("hunter2");
  for (const SecretPlace& other : {place("org_2"), place("org_1", "sessions"), place("org_1", "secrets", "other"),
                                   place("org_1", "secrets", "value", "sec_2")}) {
    EXPECT_EQ(why_not(encryptor_, envelope, other), SecretError::wrong_key) << other.text();
  }
}

TEST_F(SecretEncryptorTest, TellsAMissingKeyFromAWrongOne) {
  const SecretEncryptor other(test_ring('c', 'd'), entropy_);
  EXPECT_EQ(why_not(other, sealed("x")), SecretError::unknown_key);
  // As if two keys shared a kid: the envelope names the other key of the ring.
  std::string renamed = sealed("x", 'a');
  renamed.replace(4, Kid::kSize, test_kid('b').view());
  EXPECT_EQ(why_not(encryptor_, renamed), SecretError::wrong_key);
}

TEST_F(SecretEncryptorTest, NoticesEveryAlteredByte) {
  const std::string head = "rs1." + std::string(test_kid('a').view()) + ".";
  const auto bytes = base64url_decode(sealed("hunter2").substr(head.size())).value();
  constexpr std::size_t kSealedAt = kSaltBytes + kAeadIvBytes + kCommitmentBytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto altered = bytes;
    altered[i] ^= 0x01U;
    const auto why = why_not(encryptor_, head + base64url_encode(altered));
    const bool of_key = i < kSaltBytes || (i >= kSaltBytes + kAeadIvBytes && i < kSealedAt);
    EXPECT_EQ(why, of_key ? SecretError::wrong_key : SecretError::tampered) << i;
  }
}

TEST_F(SecretEncryptorTest, FingerprintsTellEqualValuesOfOneOrganisationAlone) {
  const auto of = [&](std::string_view org, std::string_view text, char key) {
    return encryptor_.fingerprint(org, as_bytes(text), test_kid(key)).value();
  };
  EXPECT_EQ(of("org_1", "hunter2", 'a'), of("org_1", "hunter2", 'a'));
  EXPECT_NE(of("org_1", "hunter2", 'a'), of("org_1", "hunter3", 'a'));
  EXPECT_NE(of("org_1", "hunter2", 'a'), of("org_2", "hunter2", 'a'));
  EXPECT_NE(of("org_1", "hunter2", 'a'), of("org_1", "hunter2", 'b'));
  EXPECT_EQ(of("org_1", "hunter2", 'a').size(), 16U);
}

}  // namespace
}  // namespace ratestack
