#include "ratestack/identity/totp_secret.hpp"

#include <gtest/gtest.h>

namespace ratestack {
namespace {

constexpr std::string_view kText = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";  // "12345678901234567890", RFC 6238's own
constexpr std::string_view kBytes = "12345678901234567890";

std::string read(std::string_view text) {
  const auto secret = parse_totp_secret(text);
  return secret ? std::string(as_text(secret.value().expose())) : secret.error().message();
}

TEST(TotpSecret, ReadsBackFromItsText) {
  EXPECT_EQ(read(kText), kBytes);
  EXPECT_EQ(totp_secret_text(parse_totp_secret(kText).value()), kText);
}

TEST(TotpSecret, IsReadAsPeopleCopyIt) {
  EXPECT_EQ(read("gezd gnbv gy3t qojq gezd gnbv gy3t qojq"), kBytes);
  EXPECT_EQ(read("GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ "), kBytes);
  EXPECT_EQ(read("GEZDGNBVGY3TQOJQGEZDGNBVGY======"), "1234567890123456");
}

TEST(TotpSecret, IsAtLeast128BitsAndAtMostOneBlock) {
  EXPECT_EQ(read(std::string(24, 'A')), "totp_secret: totp_secret_too_short");  // 15 bytes
  EXPECT_EQ(read(std::string(26, 'A')).size(), 16U);
  EXPECT_EQ(read(std::string(103, 'A')).size(), 64U);
  EXPECT_EQ(read(std::string(104, 'A')), "totp_secret: totp_secret_too_long");
  EXPECT_EQ(read(""), "totp_secret: totp_secret_too_short");
}

TEST(TotpSecret, RefusesWhatIsNoBase32) {
  for (const char* text :
       {"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ0", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ!", "=EZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
        "GEZDGNBVGY3TQOJQGEZDGNBVGZ",   // bits are left over
        "GEZDGNBVGY3TQOJQGEZDGNBVGYA",  // a digit too many
        "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ"}) {
    EXPECT_EQ(read(text), "totp_secret: malformed_totp_secret") << text;
  }
}

}  // namespace
}  // namespace ratestack
