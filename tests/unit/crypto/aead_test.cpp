// AES-256-GCM against the cases of McGrew and Viega's GCM specification (appendix B, 256-bit keys, 96-bit IV), against
// OpenSSL, and against tampering.
#include "ratestack/crypto/aead.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "ratestack/encoding/hex.hpp"

namespace ratestack {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes bytes_of(std::string_view hex) { return hex_decode(hex).value(); }

struct Message {
  Bytes key;
  Bytes iv;
  Bytes associated_data;
  Bytes plaintext;

  [[nodiscard]] AeadParameters parameters() const {
    return {std::span<const std::uint8_t, kAeadKeyBytes>(key), std::span<const std::uint8_t, kAeadIvBytes>(iv),
            associated_data};
  }
};

Bytes seal(const Message& message) {
  Bytes sealed(message.plaintext.size() + kAeadTagBytes);
  aead_seal(message.parameters(), message.plaintext, sealed);
  return sealed;
}

struct Opened {
  bool authentic;
  Bytes plaintext;
};

// The room for the plaintext is not zero beforehand: that it is afterwards is then the cipher's doing.
Opened open(const Message& message, const Bytes& sealed) {
  Opened opened{false, Bytes(sealed.size() - kAeadTagBytes, 0xEE)};
  opened.authentic = aead_open(message.parameters(), sealed, opened.plaintext);
  return opened;
}

Message random_message(std::mt19937& random, std::size_t plaintext, std::size_t associated) {
  Message message{Bytes(kAeadKeyBytes), Bytes(kAeadIvBytes), Bytes(associated), Bytes(plaintext)};
  for (Bytes* part : {&message.key, &message.iv, &message.associated_data, &message.plaintext}) {
    std::generate(part->begin(), part->end(), [&random] { return static_cast<std::uint8_t>(random()); });
  }
  return message;
}

Bytes openssl_seal(const Message& message) {
  Bytes sealed(message.plaintext.size() + kAeadTagBytes);
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                &EVP_CIPHER_CTX_free);
  int written = 0;
  EVP_EncryptInit_ex2(context.get(), EVP_aes_256_gcm(), message.key.data(), message.iv.data(), nullptr);
  if (!message.associated_data.empty()) {
    EVP_EncryptUpdate(context.get(), nullptr, &written, message.associated_data.data(),
                      static_cast<int>(message.associated_data.size()));
  }
  if (!message.plaintext.empty()) {
    EVP_EncryptUpdate(context.get(), sealed.data(), &written, message.plaintext.data(),
                      static_cast<int>(message.plaintext.size()));
  }
  EVP_EncryptFinal_ex(context.get(), sealed.data() + message.plaintext.size(), &written);
  EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kAeadTagBytes, sealed.data() + message.plaintext.size());
  return sealed;
}

struct SpecificationCase {
  const char* name;
  Message message;
  const char* sealed;
};

constexpr const char* kKey = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
constexpr const char* kIv = "cafebabefacedbaddecaf888";
constexpr const char* kPlaintext =
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657"
    "ba637b391aafd255";
constexpr const char* kCiphertext =
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0a"
    "bcc9f662898015ad";

std::vector<SpecificationCase> specification_cases() {
  const Bytes zero_key(kAeadKeyBytes);
  const Bytes zero_iv(kAeadIvBytes);
  static const std::string tagged = std::string(kCiphertext) + "b094dac5d93471bdec1a502270e3cc6c";
  static const std::string short_tagged = std::string(kCiphertext, 120) + "76fc6ece0f4e1768cddf8853bb2d551b";
  const Bytes short_plaintext = bytes_of(std::string_view(kPlaintext).substr(0, 120));
  return {
      {"13", {zero_key, zero_iv, {}, {}}, "530f8afbc74536b9a963b4f1c4cb738b"},
      {"14", {zero_key, zero_iv, {}, Bytes(16)}, "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"},
      {"15", {bytes_of(kKey), bytes_of(kIv), {}, bytes_of(kPlaintext)}, tagged.c_str()},
      {"16",
       {bytes_of(kKey), bytes_of(kIv), bytes_of("feedfacedeadbeeffeedfacedeadbeefabaddad2"), short_plaintext},
       short_tagged.c_str()},
  };
}

TEST(Aead, SealsAndOpensTheCasesOfTheSpecification) {
  for (const auto& [name, message, sealed] : specification_cases()) {
    EXPECT_EQ(hex_encode(seal(message)), sealed) << "case " << name;
    const Opened opened = open(message, bytes_of(sealed));
    EXPECT_TRUE(opened.authentic) << "case " << name;
    EXPECT_EQ(opened.plaintext, message.plaintext) << "case " << name;
  }
}

TEST(Aead, AgreesWithOpenSslWhateverTheLengths) {
  std::mt19937 random(5);  // NOLINT: the same each time
  for (std::size_t length = 0; length <= 130; ++length) {
    const Message message = random_message(random, length, length * 7 % 90);
    const Bytes sealed = seal(message);
    ASSERT_EQ(sealed, openssl_seal(message)) << length;
    ASSERT_EQ(open(message, sealed).plaintext, message.plaintext) << length;
  }
  const Message large = random_message(random, 100'003, 70'001);
  EXPECT_EQ(seal(large), openssl_seal(large));
}

TEST(Aead, EmptyPlaintextIsStillAuthenticated) {
  std::mt19937 random(6);  // NOLINT
  const Message message = random_message(random, 0, 20);
  Bytes sealed = seal(message);
  ASSERT_EQ(sealed.size(), kAeadTagBytes);
  EXPECT_TRUE(open(message, sealed).authentic);
  Message other = message;
  other.associated_data.clear();
  EXPECT_FALSE(open(other, sealed).authentic);
  sealed[15] ^= 1;
  EXPECT_FALSE(open(message, sealed).authentic);
}

// Every byte of `part` is altered in turn; `altered` is then what is opened.
template <class Alter>
void expect_every_alteration_refused(const Message& message, const Bytes& sealed, std::size_t size, Alter alter) {
  for (std::size_t at = 0; at < size; ++at) {
    for (const std::uint8_t bit : std::array<std::uint8_t, 2>{0x01, 0x80}) {
      Message altered = message;
      Bytes altered_seal = sealed;
      alter(altered, altered_seal)[at] ^= bit;
      const Opened opened = open(altered, altered_seal);
      EXPECT_FALSE(opened.authentic) << "byte " << at;
      EXPECT_EQ(opened.plaintext, Bytes(message.plaintext.size())) << "unauthentic plaintext was handed out";
    }
  }
}

TEST(Aead, EveryAlteredByteIsRefusedAndNothingIsHandedOut) {
  std::mt19937 random(7);  // NOLINT
  const Message message = random_message(random, 37, 21);
  const Bytes sealed = seal(message);
  ASSERT_TRUE(open(message, sealed).authentic);
  expect_every_alteration_refused(message, sealed, sealed.size(), [](Message&, Bytes& s) -> Bytes& { return s; });
  expect_every_alteration_refused(message, sealed, kAeadKeyBytes, [](Message& m, Bytes&) -> Bytes& { return m.key; });
  expect_every_alteration_refused(message, sealed, kAeadIvBytes, [](Message& m, Bytes&) -> Bytes& { return m.iv; });
  expect_every_alteration_refused(message, sealed, message.associated_data.size(),
                                  [](Message& m, Bytes&) -> Bytes& { return m.associated_data; });
}

TEST(Aead, AShortenedOrLengthenedMessageIsRefused) {
  std::mt19937 random(8);  // NOLINT
  const Message message = random_message(random, 33, 0);
  const Bytes sealed = seal(message);
  for (std::size_t size = kAeadTagBytes; size < sealed.size(); ++size) {
    EXPECT_FALSE(open(message, Bytes(sealed.begin(), sealed.begin() + static_cast<std::ptrdiff_t>(size))).authentic);
  }
  Bytes longer = sealed;
  longer.push_back(0);
  EXPECT_FALSE(open(message, longer).authentic);
}

TEST(Aead, LessThanATagOpensNothing) {
  std::mt19937 random(9);  // NOLINT
  const Message message = random_message(random, 0, 0);
  const Bytes sealed(kAeadTagBytes - 1);
  Bytes room(4, 0xEE);
  EXPECT_FALSE(aead_open(message.parameters(), sealed, room));
  EXPECT_EQ(room, Bytes(4));
}

TEST(AeadDeathTest, RoomOfAnotherSizeIsAFault) {
  const Message message{Bytes(kAeadKeyBytes), Bytes(kAeadIvBytes), {}, Bytes(8)};
  Bytes room(8 + kAeadTagBytes - 1);
  EXPECT_DEATH(aead_seal(message.parameters(), message.plaintext, room), "");
}

}  // namespace
}  // namespace ratestack
