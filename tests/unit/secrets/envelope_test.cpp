#include "ratestack/secrets/envelope.hpp"

#include <gtest/gtest.h>

#include "ratestack/encoding/base64url.hpp"
#include "tests/support/test_keys.hpp"

namespace ratestack {
namespace {

std::string body_of(std::size_t bytes) { return base64url_encode(std::vector<std::uint8_t>(bytes, 7)); }

TEST(Envelope, IsReadAsItWasWritten) {
  Envelope envelope(testing::test_kid('a'), 3);
  std::fill(envelope.sealed().begin(), envelope.sealed().end(), std::uint8_t{9});
  const std::string text = envelope.to_text();
  const Envelope read = Envelope::parse(text).value();
  EXPECT_EQ(read.to_text(), text);
  EXPECT_EQ(read.kid(), testing::test_kid('a'));
  EXPECT_EQ(read.plaintext_size(), 3U);
}

TEST(Envelope, HasThePartsOfTheContractInTheirOrder) {
  Envelope envelope(testing::test_kid('a'), 1);
  std::fill(envelope.salt_and_iv().begin(), envelope.salt_and_iv().end(), std::uint8_t{1});
  std::fill(envelope.commitment().begin(), envelope.commitment().end(), std::uint8_t{2});
  std::fill(envelope.sealed().begin(), envelope.sealed().end(), std::uint8_t{3});
  const std::string expected =
      std::string(28, '\1') + std::string(16, '\2') + std::string(17, '\3');  // salt 16, iv 12; commitment; 1 + tag 16
  EXPECT_EQ(envelope.to_text(),
            "rs1." + std::string(testing::test_kid('a').view()) + "." + base64url_encode(as_bytes(expected)));
}

TEST(Envelope, TellsPlaintextFromANewerVersion) {
  const std::string body = body_of(60);
  const std::vector<std::string> not_ciphertext{"",
                                                "rs1",
                                                "rs1.",
                                                "hunter2",
                                                "rs1.0123abcd" + body,
                                                "rs1.0123ABCD." + body,
                                                "rs1.0123abc." + body,
                                                "rs1.0123abcd.",
                                                "rs1.0123abcd." + body_of(59),
                                                "rs1.0123abcd." + body + "=",
                                                "rs1.0123abcd." + body + " ",
                                                " rs1.0123abcd." + body,
                                                "RS1.0123abcd." + body,
                                                "rs.x",
                                                "rsa.x",
                                                "rs1234.x",
                                                "rs1.0123abcd." + body_of(60 + kMaxSecretBytes + 1)};
  for (const std::string& text : not_ciphertext) {
    EXPECT_EQ(Envelope::parse(text).error().code, SecretError::not_ciphertext) << text.substr(0, 80);
  }
  for (const std::string& text : {"rs2.0123abcd." + body, std::string("rs10.anything"), std::string("rs0.")}) {
    EXPECT_EQ(Envelope::parse(text).error().code, SecretError::unknown_version) << text;
  }
}

}  // namespace
}  // namespace ratestack
