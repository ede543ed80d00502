#include "ratestack/identity/device_token.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "fixed_entropy.hpp"
#include "ratestack/encoding/base64url.hpp"

namespace ratestack {
namespace {

using std::chrono::seconds;

const UserId kUser = UserId::parse("usr_01KAS0V3E8ZP5Q2W9X7Y6T4R1M").value();
const UserId kOther = UserId::parse("usr_01KAS0V3E8ZP5Q2W9X7Y6T4R1N").value();
const std::string kKey(32, 'k');
constexpr std::int64_t kIssued = 1'800'000'000;

Timestamp at(std::int64_t unix_seconds) { return Timestamp::from_micros(unix_seconds * 1'000'000); }

DeviceTokens tokens(std::string_view key = kKey) { return DeviceTokens(HmacSha256Key(as_bytes(key))); }

std::string made() {
  FixedEntropy entropy(0xA5);
  return tokens().make(kUser, Timestamp::from_micros(kIssued * 1'000'000 + 999'999), entropy);
}

std::string judged(std::string_view text, Timestamp now = at(kIssued)) {
  const auto device = tokens().check(text, kUser, now);
  return device ? "known" : device.error().code.message();
}

/// A token over any body, as somebody with the key could make it.
std::string tagged(const std::string& body) {
  return body + '.' + base64url_encode(hmac_sha256(as_bytes(kKey), as_bytes("ratestack device v1|" + body)).bytes);
}

TEST(DeviceTokens, HaveTheirFiveParts) {
  EXPECT_EQ(made(), tagged("v1." + kUser.text() + ".1800000000.paWlpaWlpaWlpaWlpaWlpQ"));
  EXPECT_LE(made().size(), DeviceTokens::kMaxTextSize);
}

TEST(DeviceTokens, SayWhoWhenAndWhich) {
  const auto device = tokens().check(made(), kUser, at(kIssued));
  ASSERT_TRUE(device);
  EXPECT_EQ(device.value().user_id, kUser);
  EXPECT_EQ(device.value().issued_at, at(kIssued));
  KnownDevice::Id id{};
  id.fill(0xA5);
  EXPECT_EQ(device.value().id, id);
}

TEST(DeviceTokens, LastForTheirMaximalAgeFromIssue) {
  const std::int64_t end = kIssued + DeviceTokens::kMaxAge.count();
  EXPECT_EQ(judged(made(), at(end)), "known");
  EXPECT_EQ(judged(made(), at(end + 1)), "device_token_expired");
  EXPECT_FALSE(tokens().check(made(), kUser, at(kIssued + 61), seconds(60)));
  EXPECT_TRUE(tokens().check(made(), kUser, at(kIssued + 60), seconds(60)));
}

TEST(DeviceTokens, MayComeFromAServerWhoseClockIsALittleAhead) {
  EXPECT_EQ(judged(made(), at(kIssued - 60)), "known");
  EXPECT_EQ(judged(made(), at(kIssued - 61)), "device_token_from_future");
}

TEST(DeviceTokens, AreBoundToTheirUserAndKey) {
  EXPECT_EQ(tokens().check(made(), kOther, at(kIssued)).error().code, make_error_code(DeviceTokenError::other_user));
  EXPECT_EQ(tokens(std::string(32, 'j')).check(made(), kUser, at(kIssued)).error().code,
            make_error_code(DeviceTokenError::forged));
}

TEST(DeviceTokens, NoByteOfOneMayBeAnother) {
  const std::string token = made();
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string altered = token;
    altered[i] = altered[i] == '1' ? '2' : '1';
    EXPECT_NE(judged(altered), "known") << i;
  }
}

TEST(DeviceTokens, AnExpiredForgeryIsAForgery) {
  std::string altered = made();
  altered.back() = altered.back() == 'A' ? 'E' : 'A';
  EXPECT_EQ(judged(altered, at(kIssued * 2)), "forged_device_token");
}

TEST(DeviceTokens, HaveOneText) {
  const std::string user = kUser.text(), id = "paWlpaWlpaWlpaWlpaWlpQ";
  for (const std::string& body :
       {"v2." + user + ".1800000000." + id, "V1." + user + ".1800000000." + id, "v1." + user + ".01800000000." + id,
        "v1." + user + ".+1800000000." + id, "v1." + user + ".-1." + id, "v1." + user + ".0." + id,
        "v1." + user + ".1800000000 ." + id, "v1." + user + ".1234567890123." + id, "v1." + user + ".." + id,
        "v1." + user + ".1800000000." + id + "A", "v1." + user + ".1800000000." + id.substr(1),
        "v1." + user + ".1800000000.paWlpaWlpaWlpaWlpaWlpR", "v1." + user + ".1800000000." + id + ".",
        "v1." + user + ".1800000000", "v1.usr_1.1800000000." + id, std::string("v1"), std::string()}) {
    EXPECT_EQ(judged(tagged(body)), "malformed_device_token") << body;
  }
  EXPECT_EQ(judged(""), "malformed_device_token");
  EXPECT_EQ(judged(made() + "A"), "malformed_device_token");
  EXPECT_EQ(judged(std::string(4096, '.')), "malformed_device_token");
}

}  // namespace
}  // namespace ratestack
