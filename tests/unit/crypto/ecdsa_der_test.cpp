#include "ratestack/crypto/ecdsa_der.hpp"

#include <gtest/gtest.h>
#include <openssl/ecdsa.h>

#include <memory>
#include <random>
#include <vector>

#include "ratestack/encoding/hex.hpp"

namespace ratestack {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes from_hex(std::string_view hex) { return hex_decode(hex).value(); }

std::string converted(std::string_view der_hex) {
  const auto signature = es256_from_der(from_hex(der_hex));
  return signature ? hex_encode(*signature) : "refused";
}

std::string padded(const std::string& hex) { return std::string(64 - hex.size(), '0') + hex; }

const std::string kHigh(64, 'f');  // 32 bytes whose first bit is set

TEST(EcdsaDer, PadsShortNumbersAndDropsTheSignByte) {
  EXPECT_EQ(converted("3006020101020102"), padded("01") + padded("02"));
  EXPECT_EQ(converted("30080202008002020080"), padded("80") + padded("80"));
  EXPECT_EQ(converted("3046022100" + kHigh + "022100" + kHigh), kHigh + kHigh);
  EXPECT_EQ(converted("3006020100020100"), padded("") + padded("")) << "no signature, and for the verifier to say so";
}

TEST(EcdsaDer, HasOneTextForEachPair) {
  for (const char* der : {"",
                          "30",
                          "3000",
                          "3003020101",
                          "02020101",
                          "3106020101020102",
                          "300602010102010203",  // behind the sequence
                          "3007020101020102ff",  // behind the numbers
                          "3007020101020102",    // cut short
                          "3005020101020102",    // longer than it says
                          "308106020101020102",  // a length in the long form
                          "3080020101020102",
                          "30800201010201020000",  // an indefinite one
                          "300702020001020102",    // a zero byte too many
                          "300702010102020002",
                          "3006020181020102",
                          "3006020101020182",  // negative
                          "30050200020102",
                          "30050201010200",  // empty
                          "3006030101020102",
                          "3006020101030102",  // no integers
                          "3006020101",
                          "300602010102",
                          "30060201010201",
                          "30080201010202ff7f"}) {
    EXPECT_EQ(converted(der), "refused") << der;
  }
  EXPECT_EQ(converted("3046022101" + kHigh + "022100" + kHigh), "refused") << "33 bytes";
  EXPECT_EQ(converted("304702220000" + kHigh + "022100" + kHigh), "refused");
  EXPECT_EQ(converted("3026022101" + kHigh + "020101"), "refused");
}

struct FreeSignature {
  void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
};

/// OpenSSL's reader, which reads BER, made strict by writing again what it read.
std::optional<Es256Signature> by_openssl(const Bytes& der) {
  const std::uint8_t* begin = der.data();
  const std::unique_ptr<ECDSA_SIG, FreeSignature> parts(d2i_ECDSA_SIG(nullptr, &begin, static_cast<long>(der.size())));
  if (!parts) return std::nullopt;
  const BIGNUM* r = ECDSA_SIG_get0_r(parts.get());
  const BIGNUM* s = ECDSA_SIG_get0_s(parts.get());
  std::uint8_t* written = nullptr;
  const int size = i2d_ECDSA_SIG(parts.get(), &written);
  const Bytes again(written, written + size);
  OPENSSL_free(written);
  Es256Signature out{};
  const bool fits = again == der && BN_is_negative(r) == 0 && BN_is_negative(s) == 0 &&
                    BN_bn2binpad(r, out.data(), 32) == 32 && BN_bn2binpad(s, out.data() + 32, 32) == 32;
  return fits ? std::optional(out) : std::nullopt;
}

Bytes random_der(std::mt19937& random) {
  Bytes der{0x30, 0};
  for (int i = 0; i < 2; ++i) {
    const std::size_t size = random() % 4 == 0 ? random() % 35 : 31 + random() % 3;
    der.push_back(0x02);
    der.push_back(static_cast<std::uint8_t>(size));
    for (std::size_t j = 0; j < size; ++j) der.push_back(static_cast<std::uint8_t>(random()));
    if (size == 33) der[der.size() - 33] = 0;
  }
  der[1] = static_cast<std::uint8_t>(der.size() - 2);
  if (random() % 4 == 0) der[random() % der.size()] ^= static_cast<std::uint8_t>(1U << random() % 8);
  return der;
}

TEST(EcdsaDer, AgreesWithOpenSsl) {
  std::mt19937 random(7);
  int accepted = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Bytes der = random_der(random);
    const auto ours = es256_from_der(der);
    ASSERT_EQ(ours, by_openssl(der)) << hex_encode(der);
    accepted += ours ? 1 : 0;
  }
  EXPECT_GT(accepted, 1'000);
  EXPECT_LT(accepted, 19'000);
}

}  // namespace
}  // namespace ratestack
