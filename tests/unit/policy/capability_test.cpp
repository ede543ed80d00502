#include "ratestack/policy/capability.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace ratestack {
namespace {

Capability nth(std::size_t n) { return static_cast<Capability>(n); }

TEST(Capability, NamesAreTheContracts) {
  EXPECT_EQ(to_string(Capability::loan_read), "loan.read");
  EXPECT_EQ(to_string(Capability::platform_operate), "platform.operate");
  EXPECT_EQ(to_string(Capability::provider_ratesheet_publish), "provider.ratesheet.publish");
  EXPECT_EQ(to_string(Capability::provider_webhook_subscribe), "provider.webhook.subscribe");
}

TEST(Capability, TwelveAreOperationalAndSevenAreProviders) {
  std::size_t provider = 0;
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kCapabilityCount; ++i) {
    names.insert(to_string(nth(i)));
    if (to_string(nth(i)).starts_with("provider.")) ++provider;
  }
  EXPECT_EQ(names.size(), 19U);
  EXPECT_EQ(provider, 7U);
}

TEST(Capability, EveryNameReadsBack) {
  for (std::size_t i = 0; i < kCapabilityCount; ++i) EXPECT_EQ(parse_capability(to_string(nth(i))), nth(i));
}

TEST(Capability, OtherNamesAreNone) {
  for (const char* name : {"", "loan", "loan.", "LOAN.READ", "loan.read ", "loan.read.all", "*", "provider."}) {
    EXPECT_FALSE(parse_capability(name)) << name;
  }
}

TEST(CapabilitySet, IsEmptyAtFirstAndAllowsNothing) {
  const CapabilitySet none;
  EXPECT_TRUE(none.empty());
  for (std::size_t i = 0; i < kCapabilityCount; ++i) EXPECT_FALSE(none.contains(nth(i)));
}

TEST(CapabilitySet, HoldsWhatWasAddedAndNothingElse) {
  const CapabilitySet set = CapabilitySet().with(Capability::audit_read).with(Capability::provider_lock_confirm);
  for (std::size_t i = 0; i < kCapabilityCount; ++i) {
    const bool added = nth(i) == Capability::audit_read || nth(i) == Capability::provider_lock_confirm;
    EXPECT_EQ(set.contains(nth(i)), added) << to_string(nth(i));
  }
}

TEST(CapabilitySet, MeetsAndJoins) {
  const CapabilitySet a = CapabilitySet().with(Capability::loan_read).with(Capability::loan_write);
  const CapabilitySet b = CapabilitySet().with(Capability::loan_read).with(Capability::org_admin);
  EXPECT_EQ(a & b, CapabilitySet().with(Capability::loan_read));
  EXPECT_EQ(a | b, a.with(Capability::org_admin));
  EXPECT_EQ(a & CapabilitySet::all(), a);
}

TEST(CapabilitySet, DropsBitsOutsideOfTheCatalog) {
  EXPECT_EQ(CapabilitySet::from_bits(0xFFFFFFFFU), CapabilitySet::all());
  EXPECT_TRUE(CapabilitySet::from_bits(1U << 19).empty());
  EXPECT_EQ(CapabilitySet::from_bits(CapabilitySet::all().bits()), CapabilitySet::all());
}

}  // namespace
}  // namespace ratestack
