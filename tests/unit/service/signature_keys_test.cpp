#include "native/service/identity/signature_keys.hpp"

#include <gtest/gtest.h>
#include <openssl/err.h>

#include <algorithm>

#include "native/service/identity/es256.hpp"
#include "native/service/identity/rs256.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::service {
namespace {

using Bytes = std::vector<std::uint8_t>;

// RFC 7515 appendix A.2.1.
constexpr std::string_view kRfcModulus =
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pC"
    "gNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg6"
    "65xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRW"
    "yuXpoQ";
constexpr std::string_view kRfcInput =
    "eyJhbGciOiJSUzI1NiJ9"
    ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
constexpr std::string_view kRfcSignature =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t"
    "1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12j"
    "zDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQ"
    "Ge77Rw";

RsaPublicKey rfc_key() { return {base64url_decode(kRfcModulus).value(), {1, 0, 1}}; }

class Rs256Test : public ::testing::Test {
 protected:
  [[nodiscard]] bool verify(ByteSpan signature) const { return verifier_.verify(as_bytes(kRfcInput), signature); }

  Rs256Verifier verifier_ = Rs256Verifier::of(rfc_key()).value();
  Bytes signature_ = base64url_decode(kRfcSignature).value();
};

TEST_F(Rs256Test, VerifiesTheRfcsExample) {
  EXPECT_TRUE(verify(signature_));
  EXPECT_FALSE(verifier_.verify(as_bytes(kRfcInput.substr(1)), signature_));
}

TEST_F(Rs256Test, EachByteOfASignatureCounts) {
  for (std::size_t at = 0; at < signature_.size(); at += 5) {
    Bytes changed = signature_;
    changed[at] ^= 1U;
    EXPECT_FALSE(verify(changed)) << at;
  }
}

TEST_F(Rs256Test, ASignatureIsAsLongAsTheModulus) {
  Bytes longer(signature_.size() + 1);
  std::copy(signature_.begin(), signature_.end(), longer.begin() + 1);
  EXPECT_FALSE(verify(longer));
  EXPECT_FALSE(verify(ByteSpan(signature_).subspan(1)));
  EXPECT_FALSE(verify({}));
  EXPECT_FALSE(verify(rfc_key().modulus));
  EXPECT_FALSE(verify(Bytes(signature_.size(), 0)));
}

/// What a signature under an exponent of 1 would be: the padded digest itself. PKCS #1 (RFC 8017 section 9.2).
TEST_F(Rs256Test, APaddedDigestIsNoSignature) {
  Bytes padded(256, 0xFF);
  padded[0] = 0;
  padded[1] = 1;
  EXPECT_FALSE(verify(padded));
}

TEST_F(Rs256Test, RefusalsLeaveNothingInOpenSslsErrorQueue) {
  ERR_clear_error();
  EXPECT_FALSE(verify({}));
  EXPECT_FALSE(verify(Bytes(signature_.size(), 0xFF)));
  EXPECT_EQ(ERR_peek_error(), 0U);
}

TEST(SignatureKeys, MakeAKeySetReady) {
  const auto signer = Es256PrivateKey::generate().value();
  const std::vector<JsonWebKey> set{{"elliptic", signer.public_point()}, {"rsa", rfc_key()}};
  SignatureKeys made = SignatureKeys::of(set);
  const SignatureKeys keys = std::move(made);
  ASSERT_EQ(keys.keys().size(), 2U);
  EXPECT_EQ(keys.keys()[0].kid, "elliptic");
  EXPECT_EQ(keys.keys()[0].verifier->algorithm(), SignatureAlgorithm::es256);
  EXPECT_TRUE(keys.keys()[0].verifier->verify(as_bytes("m"), signer.sign(as_bytes("m")).value()));
  EXPECT_EQ(keys.keys()[1].kid, "rsa");
  EXPECT_EQ(keys.keys()[1].verifier->algorithm(), SignatureAlgorithm::rs256);
  EXPECT_TRUE(keys.keys()[1].verifier->verify(as_bytes(kRfcInput), base64url_decode(kRfcSignature).value()));
}

TEST(SignatureKeys, LeaveOutAPointThatIsNotOnTheCurve) {
  const std::vector<JsonWebKey> set{{"off", P256Point{}}, {"rsa", rfc_key()}};
  const SignatureKeys keys = SignatureKeys::of(set);
  ASSERT_EQ(keys.keys().size(), 1U);
  EXPECT_EQ(keys.keys()[0].kid, "rsa");
}

}  // namespace
}  // namespace ratestack::service
