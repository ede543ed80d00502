#include "native/service/identity/totp.hpp"

#include <gtest/gtest.h>

#include "native/service/system.hpp"

namespace ratestack::service {
namespace {

SecretBytes rfc_secret() { return SecretBytes::copy_of(as_bytes("12345678901234567890")); }
Timestamp at(std::int64_t seconds) { return Timestamp::from_micros(seconds * 1'000'000); }

struct Vector {
  std::int64_t seconds;
  std::string_view code;
};

// RFC 6238 appendix B, the rows of SHA-1. Its codes have eight digits; ours are their last six (RFC 4226 section 5.3:
// the same number modulo ten to the sixth).
constexpr Vector kRfc6238[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                               {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};

TEST(Totp, AgreesWithTheVectorsOfRfc6238) {
  for (const auto& [seconds, code] : kRfc6238) {
    const auto step = static_cast<std::uint64_t>(seconds / 30);
    EXPECT_EQ(totp_code(rfc_secret(), step), code);
    EXPECT_EQ(match_totp(rfc_secret(), code, at(seconds), 0), step);
  }
}

// RFC 4226 appendix D: what lies below it, counter by counter.
TEST(Totp, AgreesWithTheVectorsOfRfc4226) {
  constexpr std::string_view kCodes[] = {"755224", "287082", "359152", "969429", "338314",
                                         "254676", "287922", "162583", "399871", "520489"};
  for (std::uint64_t counter = 0; counter < 10; ++counter) EXPECT_EQ(totp_code(rfc_secret(), counter), kCodes[counter]);
}

TEST(Totp, TakesTheStepBeforeAndTheStepBehindAndNoOther) {
  constexpr std::uint64_t kNow = 1111111111 / 30;
  const Timestamp now = at(1111111111);
  for (const std::uint64_t step : {kNow - 1, kNow, kNow + 1}) {
    EXPECT_EQ(match_totp(rfc_secret(), totp_code(rfc_secret(), step), now, 0), step);
  }
  for (const std::uint64_t step : {kNow - 2, kNow + 2}) {
    EXPECT_EQ(match_totp(rfc_secret(), totp_code(rfc_secret(), step), now, 0), std::nullopt);
  }
}

TEST(Totp, RefusesAStepThatIsSpentAndThoseBeforeIt) {
  constexpr std::uint64_t kNow = 1111111111 / 30;
  const Timestamp now = at(1111111111);
  const std::string code = totp_code(rfc_secret(), kNow), later = totp_code(rfc_secret(), kNow + 1);
  EXPECT_EQ(match_totp(rfc_secret(), code, now, kNow - 1), kNow);
  EXPECT_EQ(match_totp(rfc_secret(), code, now, kNow), std::nullopt);
  EXPECT_EQ(match_totp(rfc_secret(), code, now, kNow + 1), std::nullopt);
  EXPECT_EQ(match_totp(rfc_secret(), later, now, kNow), kNow + 1);
}

TEST(Totp, TakesSixDigitsAlone) {
  const Timestamp now = at(59);
  for (const char* code : {"", "28708", "2870820", "94287082", "287 082", " 287082", "287083", "abcdef"}) {
    EXPECT_EQ(match_totp(rfc_secret(), code, now, 0), std::nullopt) << code;
  }
  EXPECT_EQ(match_totp(rfc_secret(), std::string_view("287082\0", 7), now, 0), std::nullopt);
}

TEST(Totp, NobodyElsesSecretMakesTheCode) {
  const auto other = SecretBytes::copy_of(as_bytes("12345678901234567891"));
  EXPECT_EQ(match_totp(other, "287082", at(59), 0), std::nullopt);
}

TEST(Totp, MakesFreshSecretsOf160Bits) {
  SystemEntropy entropy;
  const SecretBytes one = make_totp_secret(entropy), two = make_totp_secret(entropy);
  EXPECT_EQ(one.size(), 20U);
  EXPECT_FALSE(one == two);
}

TEST(Totp, WritesAUriThatAppsRead) {
  EXPECT_EQ(totp_uri(rfc_secret(), "RateStack", "pat@lender.example"),
            "otpauth://totp/RateStack:pat%40lender.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=RateStack");
  EXPECT_EQ(totp_uri(rfc_secret(), "Rate & Stack", "a:b?c=d/\xC3\xBC"),
            "otpauth://totp/Rate%20%26%20Stack:a%3Ab%3Fc%3Dd%2F%C3%BC?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=Rate%20%26%20Stack");
}

}  // namespace
}  // namespace ratestack::service
