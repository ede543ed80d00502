#include "ratestack/lending/rate_lock.hpp"

#include <gtest/gtest.h>

namespace ratestack {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;
constexpr Timestamp kStart = Timestamp::from_micros(1'795'435'200'000'000);
constexpr LockRules kRules{};

constexpr Timestamp after(std::int64_t micros) { return Timestamp::from_micros(kStart.micros() + micros); }

Price price(const char* text) { return Price::parse(text).value(); }

LockRecord requested() { return request_lock(LockDays::parse("30").value(), price("100.250"), kStart); }
LockRecord committed() { return commit_lock(requested(), kRules, kStart).value(); }

TEST(RateLock, HoldsFromItsCommitmentForItsDays) {
  EXPECT_EQ(state_at(requested(), kRules, kStart), LockState::requested);
  const LockRecord lock = commit_lock(requested(), kRules, after(kDay / 2)).value();
  EXPECT_EQ(expires_at(lock, kRules), after(30 * kDay + kDay / 2));
  EXPECT_EQ(state_at(lock, kRules, after(30 * kDay + kDay / 2 - 1)), LockState::committed);
  EXPECT_EQ(state_at(lock, kRules, after(30 * kDay + kDay / 2)), LockState::expired);
}

TEST(RateLock, LapsesUncommittedAfterADay) {
  EXPECT_TRUE(commit_lock(requested(), kRules, after(kDay - 1)));
  EXPECT_EQ(state_at(requested(), kRules, after(kDay)), LockState::expired);
  EXPECT_EQ(commit_lock(requested(), kRules, after(kDay)).error().code, LendingError::lock_lapsed);
}

TEST(RateLock, IsCommittedOnce) {
  EXPECT_EQ(commit_lock(committed(), kRules, after(1)).error().code, LendingError::lock_not_requested);
  EXPECT_EQ(commit_lock(committed(), kRules, after(31 * kDay)).error().code, LendingError::lock_not_requested);
}

TEST(RateLock, CostsAFeeForEachDayOfExtension) {
  const LockRecord extended = extend_lock(committed(), 5, kRules, after(kDay)).value();
  EXPECT_EQ(extended.price.to_text(), "100.15625");
  EXPECT_EQ(expires_at(extended, kRules), after(35 * kDay));
  const LockRecord twice = extend_lock(extended, 25, kRules, after(34 * kDay)).value();
  EXPECT_EQ(twice.price.to_text(), "99.6875");
  EXPECT_EQ(expires_at(twice, kRules), after(60 * kDay));
  EXPECT_EQ(extend_lock(twice, 1, kRules, after(34 * kDay)).error().code, LendingError::extension_too_long);
}

TEST(RateLock, IsExtendedOnlyWhileItHolds) {
  EXPECT_EQ(extend_lock(requested(), 1, kRules, kStart).error().code, LendingError::lock_not_committed);
  EXPECT_EQ(extend_lock(committed(), 1, kRules, after(30 * kDay)).error().code, LendingError::lock_lapsed);
  EXPECT_TRUE(extend_lock(committed(), 1, kRules, after(30 * kDay - 1)));
  EXPECT_EQ(extend_lock(committed(), 0, kRules, kStart).error().code, LendingError::out_of_range);
  EXPECT_EQ(extend_lock(committed(), -1, kRules, kStart).error().code, LendingError::out_of_range);
  EXPECT_TRUE(extend_lock(committed(), 30, kRules, kStart));
  EXPECT_EQ(extend_lock(committed(), 31, kRules, kStart).error().code, LendingError::extension_too_long);
  EXPECT_EQ(extend_lock(committed(), INT64_MAX, kRules, kStart).error().code, LendingError::extension_too_long);
}

TEST(RateLock, IsPricedAnewAtTheWorseOfOldAndCurrent) {
  const Timestamp expired = after(30 * kDay);
  EXPECT_EQ(relock_price(committed(), price("101"), kRules, expired).value(), price("100.250"));
  EXPECT_EQ(relock_price(committed(), price("99"), kRules, expired).value(), price("99"));
}

TEST(RateLock, ForgetsTheOldPriceAfterTheWindow) {
  EXPECT_EQ(relock_price(committed(), price("101"), kRules, after(60 * kDay - 1)).value(), price("100.250"));
  EXPECT_EQ(relock_price(committed(), price("101"), kRules, after(60 * kDay)).value(), price("101"));
}

TEST(RateLock, IsNotLockedAnewWhileItHolds) {
  EXPECT_EQ(relock_price(committed(), price("101"), kRules, after(30 * kDay - 1)).error().code,
            LendingError::lock_live);
  EXPECT_EQ(relock_price(requested(), price("101"), kRules, kStart).error().code, LendingError::lock_live);
}

TEST(RateLock, BindsNobodyIfItWasNeverCommitted) {
  EXPECT_EQ(relock_price(requested(), price("101"), kRules, after(kDay)).value(), price("101"));
}

TEST(RateLock, CarriesItsFeesIntoTheWorstCase) {
  const LockRecord extended = extend_lock(committed(), 5, kRules, kStart).value();
  EXPECT_EQ(relock_price(extended, price("101"), kRules, after(35 * kDay)).value(), price("100.15625"));
}

}  // namespace
}  // namespace ratestack
