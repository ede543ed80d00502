#include "native/service/lockout/limit_table.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/test_limits.hpp"

namespace ratestack::service {
namespace {

using testing::key_of;

constexpr std::size_t kCapacity = 100;
const LockoutRules kRules{{3, std::chrono::seconds(60)}, {2, std::chrono::seconds(60)}};

Timestamp at(std::int64_t seconds) { return Timestamp::from_micros((1'795'435'200 + seconds) * 1'000'000); }
LimitKey account(int number) { return key_of(LimitKind::account, std::to_string(number)); }

class TheLimitTable : public ::testing::Test {
 protected:
  bool take(const LimitKey& key, Timestamp now) { return table_.take(key, {&key, 1}, now).admitted(); }
  void lock(const LimitKey& key, Timestamp now) {
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(take(key, now));
    EXPECT_FALSE(take(key, now));
  }
  // Newcomers, one failure each.
  void flood(int count, Timestamp now) {
    for (int i = 0; i < count; ++i) take(key_of(LimitKind::network, std::to_string(i)), now);
  }

  LimitTable table_{kRules, kCapacity};
};

TEST_F(TheLimitTable, NeverHoldsMoreThanItsCapacity) {
  flood(10'000, at(0));
  EXPECT_EQ(table_.size(), kCapacity);
}

TEST_F(TheLimitTable, KeepsALockHoweverManyNewcomersThereAre) {
  lock(account(1), at(0));
  flood(10'000, at(1));
  EXPECT_FALSE(take(account(1), at(59)));
}

TEST_F(TheLimitTable, LetsGoOfTheFewestFailuresFirst) {
  EXPECT_TRUE(take(account(1), at(0)));
  EXPECT_TRUE(take(account(1), at(0)));
  flood(10'000, at(1));
  EXPECT_TRUE(take(account(1), at(2)));
  EXPECT_FALSE(take(account(1), at(2)));  // the two of before still count
}

TEST_F(TheLimitTable, AdmitsNewcomersWhereAllIsIdle) {
  for (int i = 0; i < static_cast<int>(kCapacity); ++i) lock(account(i), at(0));
  EXPECT_TRUE(take(account(1000), at(60)));
}

TEST_F(TheLimitTable, RefusesNewcomersRatherThanUnlockAnybody) {
  for (int i = 0; i < static_cast<int>(kCapacity); ++i) lock(account(i), at(0));
  EXPECT_FALSE(take(account(1000), at(1)));
  for (int i = 0; i < static_cast<int>(kCapacity); ++i) EXPECT_FALSE(take(account(i), at(1)));
}

TEST_F(TheLimitTable, DoesNotEvictAKeyForAnotherOfTheSameDecision) {
  LimitTable one(kRules, 1);
  const std::array keys{account(1), account(2)};
  EXPECT_TRUE(one.take(keys[0], keys, at(0)).admitted());
  EXPECT_FALSE(one.take(keys[1], keys, at(0)).admitted());
  EXPECT_TRUE(one.take(keys[1], {}, at(0)).admitted());
}

}  // namespace
}  // namespace ratestack::service
