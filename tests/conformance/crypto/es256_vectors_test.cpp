// ecdsa_secp256r1_sha256_p1363_test.json: signatures as r then s, the form of tokens, against OpenSSL.
#include <gtest/gtest.h>

#include <algorithm>

#include "native/service/identity/es256.hpp"
#include "wycheproof.hpp"

namespace ratestack::testing {
namespace {

// SEC 1 section 2.3.3: 04, then x, then y.
P256Point point_of(const JsonValue& group) {
  const auto bytes = bytes_of(group.at("publicKey"), "uncompressed");
  P256Point point;
  EXPECT_EQ(bytes.size(), 1 + point.x.size() + point.y.size());
  std::copy_n(bytes.begin() + 1, point.x.size(), point.x.begin());
  std::copy_n(bytes.end() - kP256Bytes, point.y.size(), point.y.begin());
  return point;
}

void check_case(const JsonValue& group, const JsonValue& test) {
  const auto verifier = service::Es256Verifier::of(point_of(group));
  ASSERT_TRUE(verifier) << test.at("tcId");
  EXPECT_EQ(verifier.value().verify(bytes_of(test, "msg"), bytes_of(test, "sig")), is_valid(test)) << test.at("tcId");
}

TEST(Es256Vectors, ValidSignaturesVerifyAndOthersDoNot) {
  READ_WYCHEPROOF_OR_SKIP(file, "ecdsa_secp256r1_sha256_p1363_test.json");
  const auto every_group = [](const JsonValue&) { return true; };
  const int cases = for_each_case(*file, every_group, check_case);
  EXPECT_GE(cases, 250);
  EXPECT_EQ(cases, number_of(*file, "numberOfTests"));
  RecordProperty("cases", cases);
}

}  // namespace
}  // namespace ratestack::testing
