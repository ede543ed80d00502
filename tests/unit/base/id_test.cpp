#include "ratestack/base/ids.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace ratestack {
namespace {

constexpr std::array<std::uint8_t, kUlidEntropyBytes> kNoEntropy{};
constexpr std::array<std::uint8_t, kUlidEntropyBytes> kAllEntropy{255, 255, 255, 255, 255, 255, 255, 255, 255, 255};

Timestamp at_millis(std::int64_t millis) { return Timestamp::from_micros(millis * 1000); }

// The time of the ULID specification's own example: 01ARYZ6S41 is 1469918176385 ms.
TEST(Id, WritesTheTimeOfTheUlidSpecificationsExample) {
  EXPECT_EQ(OrgId::make(at_millis(1469918176385), kNoEntropy).view(), "org_01ARYZ6S410000000000000000");
}

TEST(Id, WritesEveryBitOfEntropy) {
  EXPECT_EQ(UserId::make(at_millis(0), kAllEntropy).view(), "usr_0000000000ZZZZZZZZZZZZZZZZ");
  // 80 bits as sixteen digits of five: 0x0123456789ABCDEF0123.
  constexpr std::array<std::uint8_t, kUlidEntropyBytes> kCounting{0x01, 0x23, 0x45, 0x67, 0x89,
                                                                  0xAB, 0xCD, 0xEF, 0x01, 0x23};
  EXPECT_EQ(KeyId::make(at_millis(0), kCounting).view(), "key_000000000004HMASW9NF6YY093");
}

TEST(Id, TakesTimesBefore1970As1970) {
  EXPECT_EQ(OrgId::make(at_millis(-5), kNoEntropy).view(), "org_00000000000000000000000000");
}

TEST(Id, IgnoresMicrosecondsBelowTheMillisecond) {
  EXPECT_EQ(OrgId::make(Timestamp::from_micros(1999), kNoEntropy),
            OrgId::make(Timestamp::from_micros(1000), kNoEntropy));
}

TEST(Id, TheLastTimeATextCanHoldFits) {
  const Timestamp last = Timestamp::parse_canonical("9999-12-31T23:59:59.999999Z").value();
  EXPECT_TRUE(OrgId::parse(OrgId::make(last, kAllEntropy).view()));
}

TEST(Id, SortsByTime) {
  std::vector<OrgId> ids;
  for (const std::int64_t millis : {0LL, 1LL, 31LL, 32LL, 1023LL, 1024LL, 1469918176385LL, 1795435200000LL}) {
    ids.push_back(OrgId::make(at_millis(millis), millis % 2 == 0 ? kNoEntropy : kAllEntropy));
  }
  EXPECT_TRUE(
      std::is_sorted(ids.begin(), ids.end(), [](const OrgId& a, const OrgId& b) { return a.view() < b.view(); }));
}

TEST(Id, ReadsWhatItWrote) {
  const OrgId id = OrgId::make(at_millis(1795435200000), kAllEntropy);
  EXPECT_EQ(OrgId::parse(id.view()).value(), id);
  EXPECT_EQ(id.text(), id.view());
}

TEST(Id, RefusesAnotherKindsPrefix) {
  EXPECT_TRUE(OrgId::parse("org_01ARYZ6S410000000000000000"));
  EXPECT_FALSE(UserId::parse("org_01ARYZ6S410000000000000000"));
  EXPECT_FALSE(OrgId::parse("ORG_01ARYZ6S410000000000000000"));
  EXPECT_FALSE(OrgId::parse("01ARYZ6S410000000000000000"));
}

TEST(Id, RefusesAWrongLength) {
  EXPECT_FALSE(OrgId::parse(""));
  EXPECT_FALSE(OrgId::parse("org_"));
  EXPECT_FALSE(OrgId::parse("org_01ARYZ6S41000000000000000"));
  EXPECT_FALSE(OrgId::parse("org_01ARYZ6S4100000000000000000"));
  EXPECT_FALSE(OrgId::parse("org_01ARYZ6S410000000000000000 "));
}

TEST(Id, RefusesEveryCharacterOutsideCrockfordsAlphabet) {
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  for (int c = 0; c < 256; ++c) {
    std::string text = "org_01ARYZ6S410000000000000000";
    text.back() = static_cast<char>(c);
    EXPECT_EQ(OrgId::parse(text).has_value(), kAlphabet.find(static_cast<char>(c)) != std::string_view::npos) << c;
  }
}

// 26 digits of five bits are 130; an identifier has 128.
TEST(Id, RefusesAFirstDigitThatOverflows128Bits) {
  EXPECT_TRUE(OrgId::parse("org_7ZZZZZZZZZZZZZZZZZZZZZZZZZ"));
  EXPECT_FALSE(OrgId::parse("org_8ZZZZZZZZZZZZZZZZZZZZZZZZZ"));
  EXPECT_FALSE(OrgId::parse("org_80000000000000000000000000"));
}

TEST(Id, TheErrorNamesTheKindAndNotTheInput) {
  EXPECT_EQ(OrgId::parse("org_someone@example.com").error().message(), "id: malformed_id (org_)");
}

}  // namespace
}  // namespace ratestack
