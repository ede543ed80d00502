// HKDF-SHA-256 against RFC 5869 appendix A and against OpenSSL.
#include "ratestack/crypto/hkdf.hpp"

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "ratestack/encoding/hex.hpp"

namespace ratestack {
namespace {

using Bytes = std::vector<std::uint8_t>;

// Bytes that count up from `first`, as the RFC's longer inputs do.
Bytes counting(std::uint8_t first, std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(first + i);
  return bytes;
}

std::string derive(const Bytes& key, const Bytes& salt, const Bytes& info, std::size_t size) {
  Bytes out(size);
  hkdf_sha256(key, salt, info, out);
  return hex_encode(out);
}

TEST(Hkdf, Rfc5869Cases) {
  EXPECT_EQ(derive(Bytes(22, 0x0b), counting(0x00, 13), counting(0xf0, 10), 42),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  EXPECT_EQ(
      derive(counting(0x00, 80), counting(0x60, 80), counting(0xb0, 80), 82),
      "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f"
      "09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
  EXPECT_EQ(derive(Bytes(22, 0x0b), {}, {}, 42),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

std::string openssl_derive(Bytes key, Bytes salt, Bytes info, std::size_t size) {
  const std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr), &EVP_KDF_free);
  const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(EVP_KDF_CTX_new(kdf.get()),
                                                                          &EVP_KDF_CTX_free);
  std::string digest = "SHA256";
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, key.data(), key.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
      OSSL_PARAM_construct_end(),
  };
  Bytes out(size);
  EXPECT_EQ(EVP_KDF_derive(context.get(), out.data(), out.size(), parameters), 1);
  return hex_encode(out);
}

TEST(Hkdf, AgreesWithOpenSslWhateverTheLengths) {
  std::mt19937 random(4);  // NOLINT: the same each time
  for (std::size_t length = 1; length <= 140; ++length) {
    const auto first = static_cast<std::uint8_t>(random());
    const Bytes key = counting(first, length);
    const Bytes salt = counting(first, length * 5 % 80 + 1);
    const Bytes info = counting(first, length * 3 % 150 + 1);
    EXPECT_EQ(derive(key, salt, info, length), openssl_derive(key, salt, info, length)) << length;
  }
}

TEST(Hkdf, TheLongestOutputIsFilledToItsEnd) {
  const Bytes key(32, 1);
  EXPECT_EQ(derive(key, {2}, {3}, kMaxHkdfBytes), openssl_derive(key, {2}, {3}, kMaxHkdfBytes));
}

TEST(Hkdf, ALongerOutputThanThereCanBeIsNotTouched) {
  Bytes out(kMaxHkdfBytes + 1, 0xEE);
  hkdf_sha256(Bytes(32), {}, {}, out);
  EXPECT_EQ(out, Bytes(kMaxHkdfBytes + 1, 0xEE));
}

TEST(Hkdf, NothingIsAskedForAndNothingHappens) { hkdf_sha256(Bytes(32), {}, {}, {}); }

TEST(Hkdf, AShorterOutputIsTheFrontOfALongerOne) {
  const std::string longer = derive(Bytes(32, 5), Bytes(16, 6), {7}, 48);
  EXPECT_EQ(derive(Bytes(32, 5), Bytes(16, 6), {7}, 32), longer.substr(0, 64));
}

}  // namespace
}  // namespace ratestack
