#include "native/service/identity/es256.hpp"

#include <gtest/gtest.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>

#include "ratestack/encoding/base64url.hpp"
#include "ratestack/identity/json_web_key.hpp"

namespace ratestack::service {
namespace {

using Bytes = std::vector<std::uint8_t>;

// The order of P-256 (SEC 2 section 2.4.2).
constexpr Es256Signature kOrderTwice{0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                     0xFF, 0xFF, 0xFF, 0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9,
                                     0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00,
                                     0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6, 0xFA, 0xAD,
                                     0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51};

// RFC 7515 appendix A.3.1.
constexpr std::string_view kRfcInput =
    "eyJhbGciOiJFUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
constexpr std::string_view kRfcSignature =
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

P256Point rfc_point() {
  return parse_p256_jwk(R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
                        R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})")
      .value();
}

ByteSpan message() { return as_bytes("what is signed"); }

class Es256Test : public ::testing::Test {
 protected:
  [[nodiscard]] bool verify(ByteSpan signature) const { return verifier_.verify(message(), signature); }

  Es256PrivateKey key_ = Es256PrivateKey::generate().value();
  Es256Verifier verifier_ = Es256Verifier::of(key_.public_point()).value();
  Es256Signature signature_ = key_.sign(message()).value();
};

TEST(Es256, VerifiesTheRfcsExample) {
  const auto verifier = Es256Verifier::of(rfc_point());
  ASSERT_TRUE(verifier);
  const Bytes signature = base64url_decode(kRfcSignature).value();
  EXPECT_TRUE(verifier.value().verify(as_bytes(kRfcInput), signature));
  EXPECT_FALSE(verifier.value().verify(as_bytes(kRfcInput.substr(1)), signature));
  EXPECT_FALSE(verifier.value().verify({}, signature));
}

TEST_F(Es256Test, VerifiesWhatItSigned) {
  EXPECT_TRUE(verify(signature_));
  EXPECT_FALSE(verifier_.verify(as_bytes("something else"), signature_));
  EXPECT_TRUE(verifier_.verify({}, key_.sign({}).value()));
}

TEST_F(Es256Test, AnotherKeyDoesNotVerifyIt) {
  const auto other = Es256PrivateKey::generate().value();
  EXPECT_FALSE(Es256Verifier::of(other.public_point()).value().verify(message(), signature_));
}

TEST_F(Es256Test, EachBitOfASignatureCounts) {
  for (std::size_t bit = 0; bit < signature_.size() * 8; bit += 7) {
    Es256Signature changed = signature_;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
    EXPECT_FALSE(verify(changed)) << bit;
  }
}

TEST_F(Es256Test, TakesExactlySixtyFourBytes) {
  Bytes longer(65);
  std::copy(signature_.begin(), signature_.end(), longer.begin());
  EXPECT_FALSE(verify(longer));
  EXPECT_FALSE(verify(ByteSpan(signature_).first(63)));
  EXPECT_FALSE(verify({}));
  Bytes padded(66);  // both halves with a zero before them
  std::copy_n(signature_.begin(), 32, padded.begin() + 1);
  std::copy_n(signature_.begin() + 32, 32, padded.begin() + 34);
  EXPECT_FALSE(verify(padded));
}

// The form of X.509 and of WebAuthn is not that of a token.
TEST_F(Es256Test, RefusesDer) {
  Bytes der{0x30, 0x44, 0x02, 0x20};
  der.insert(der.end(), signature_.begin(), signature_.begin() + 32);
  der.insert(der.end(), {0x02, 0x20});
  der.insert(der.end(), signature_.begin() + 32, signature_.end());
  EXPECT_FALSE(verify(der));
  der.resize(64);
  EXPECT_FALSE(verify(der));
}

// RFC 7518 section 3.4 by way of FIPS 186-5: r and s are in [1, n - 1]. Zeros for both passed for any message in Java.
TEST_F(Es256Test, NumbersOutOfRangeAreNoSignature) {
  const auto halves = [](const Es256Signature& r, const Es256Signature& s) {
    Es256Signature both = r;
    std::copy(s.begin() + 32, s.end(), both.begin() + 32);
    return both;
  };
  Es256Signature full;
  full.fill(0xFF);
  for (const Es256Signature& bad : {Es256Signature{}, kOrderTwice, full}) {
    EXPECT_FALSE(verify(bad));
    EXPECT_FALSE(verify(halves(bad, signature_)));
    EXPECT_FALSE(verify(halves(signature_, bad)));
  }
}

TEST(Es256, AKeyIsAPointOfTheCurve) {
  EXPECT_FALSE(Es256Verifier::of(P256Point{}));
  P256Point point = rfc_point();
  point.y[31] ^= 1U;
  EXPECT_EQ(Es256Verifier::of(point).error().code, make_error_code(Es256Error::malformed_key));
  point.x.fill(0xFF);  // over the field's prime
  EXPECT_FALSE(Es256Verifier::of(point));
}

// TLS asks the same queue whether its own call failed.
TEST_F(Es256Test, RefusalsLeaveNothingInOpenSslsErrorQueue) {
  ERR_clear_error();
  EXPECT_FALSE(verify(Es256Signature{}));
  EXPECT_FALSE(Es256Verifier::of(P256Point{}));
  EXPECT_FALSE(Es256PrivateKey::from_pem(as_bytes("nothing")));
  EXPECT_FALSE(Es256PrivateKey::from_pkcs8(as_bytes("nothing")));
  EXPECT_EQ(ERR_peek_error(), 0U);
}

TEST_F(Es256Test, SurvivesItsExport) {
  const SecretBytes pkcs8 = key_.to_pkcs8().value();
  const auto read = Es256PrivateKey::from_pkcs8(pkcs8.expose());
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value().public_point(), key_.public_point());
  EXPECT_TRUE(verify(read.value().sign(message()).value()));
}

TEST_F(Es256Test, NothingMayFollowAnExportedKey) {
  const SecretBytes pkcs8 = key_.to_pkcs8().value();
  Bytes longer(pkcs8.expose().begin(), pkcs8.expose().end());
  longer.push_back(0);
  EXPECT_FALSE(Es256PrivateKey::from_pkcs8(longer));
  EXPECT_FALSE(Es256PrivateKey::from_pkcs8(ByteSpan(longer).first(longer.size() - 2)));
  EXPECT_FALSE(Es256PrivateKey::from_pkcs8(Bytes(5000)));
}

// What ends the DER is the public half, which OpenSSL would take on trust.
TEST_F(Es256Test, TheHalvesOfAKeyBelongTogether) {
  const SecretBytes pkcs8 = key_.to_pkcs8().value();
  const P256Point other = Es256PrivateKey::generate().value().public_point();
  Bytes mixed(pkcs8.expose().begin(), pkcs8.expose().end());
  ASSERT_TRUE(std::equal(key_.public_point().y.begin(), key_.public_point().y.end(), mixed.end() - 32));
  std::copy(other.x.begin(), other.x.end(), mixed.end() - 64);
  std::copy(other.y.begin(), other.y.end(), mixed.end() - 32);
  EXPECT_EQ(Es256PrivateKey::from_pkcs8(mixed).error().code, make_error_code(Es256Error::malformed_key));
}

/// PKCS#8 as PEM, under a passphrase if there is one.
std::string pem_of(EVP_PKEY* key, const char* passphrase = nullptr) {
  BIO* const bio = BIO_new(BIO_s_mem());
  PEM_write_bio_PKCS8PrivateKey(bio, key, passphrase == nullptr ? nullptr : EVP_aes_256_cbc(), nullptr, 0, nullptr,
                                const_cast<char*>(passphrase));
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio, &text);
  std::string pem(text, static_cast<std::size_t>(size));
  BIO_free(bio);
  EVP_PKEY_free(key);
  return pem;
}

TEST(Es256, ReadsAKeyFileOfItsCurveAlone) {
  EXPECT_TRUE(Es256PrivateKey::from_pem(as_bytes(pem_of(EVP_EC_gen("P-256")))));
  EXPECT_FALSE(Es256PrivateKey::from_pem(as_bytes(pem_of(EVP_EC_gen("P-384")))));
  EXPECT_FALSE(Es256PrivateKey::from_pem(as_bytes(pem_of(EVP_EC_gen("secp256k1")))));
  EXPECT_FALSE(Es256PrivateKey::from_pem(as_bytes(pem_of(EVP_RSA_gen(2048)))));
  EXPECT_FALSE(Es256PrivateKey::from_pem(as_bytes(pem_of(EVP_EC_gen("P-256"), "passphrase"))));
  EXPECT_FALSE(Es256PrivateKey::from_pem({}));
}

}  // namespace
}  // namespace ratestack::service
