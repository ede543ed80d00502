#include "ratestack/limits/token_bucket.hpp"

#include <gtest/gtest.h>

namespace ratestack {
namespace {

using Change = Admission::Change;
constexpr BucketRule kRule;  // 5, one a minute

Timestamp at(std::int64_t seconds) { return Timestamp::from_micros((1'795'435'200 + seconds) * 1'000'000); }

void empty(TokenBucket& bucket, Timestamp now) {
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(bucket.take(kRule, now).admitted());
}

TEST(TokenBucket, HoldsItsCapacityAndThenOneAMinute) {
  TokenBucket bucket;
  empty(bucket, at(0));
  EXPECT_EQ(bucket.take(kRule, at(0)).retry_after, std::chrono::seconds(60));
  EXPECT_EQ(bucket.take(kRule, at(59)).retry_after, std::chrono::seconds(1));
  EXPECT_TRUE(bucket.take(kRule, at(60)).admitted());
  EXPECT_FALSE(bucket.take(kRule, at(60)).admitted());
}

TEST(TokenBucket, NeverHoldsMoreThanItsCapacity) {
  TokenBucket bucket;
  empty(bucket, at(0));
  empty(bucket, at(1'000'000));
  EXPECT_FALSE(bucket.take(kRule, at(1'000'000)).admitted());
}

TEST(TokenBucket, IsNotFilledByARightSecretBeyondTheTokenItTook) {
  TokenBucket bucket;
  empty(bucket, at(0));
  EXPECT_TRUE(bucket.take(kRule, at(60)).admitted());  // the owner's
  bucket.give_back(kRule, at(60), at(60));
  EXPECT_TRUE(bucket.take(kRule, at(60)).admitted());
  EXPECT_FALSE(bucket.take(kRule, at(60)).admitted());
  TokenBucket full;
  full.give_back(kRule, at(0), at(0));
  empty(full, at(0));
  EXPECT_FALSE(full.take(kRule, at(0)).admitted());
}

TEST(TokenBucket, DoesNotGiveBackWhatTimeHasGivenBackAlready) {
  TokenBucket bucket;
  EXPECT_TRUE(bucket.take(kRule, at(0)).admitted());  // and is held for a minute
  empty(bucket, at(60));
  bucket.give_back(kRule, at(0), at(60));
  EXPECT_FALSE(bucket.take(kRule, at(60)).admitted());
}

TEST(TokenBucket, TellsOfALockOnceAndOfItsEndOnce) {
  TokenBucket bucket;
  empty(bucket, at(0));
  EXPECT_EQ(bucket.take(kRule, at(0)).change, Change::locked);
  EXPECT_EQ(bucket.take(kRule, at(1)).change, Change::none);
  EXPECT_EQ(bucket.take(kRule, at(60)).change, Change::unlocked);
}

TEST(TokenBucket, GainsAndLosesNothingByAClockStepBack) {
  TokenBucket bucket;
  empty(bucket, at(100'000));
  EXPECT_EQ(bucket.take(kRule, at(0)).retry_after, std::chrono::seconds(60));
  EXPECT_TRUE(bucket.take(kRule, at(60)).admitted());
}

TEST(TokenBucket, IsIdleWhenFull) {
  TokenBucket bucket;
  EXPECT_TRUE(bucket.is_idle(kRule, at(0)));
  EXPECT_TRUE(bucket.take(kRule, at(0)).admitted());
  EXPECT_FALSE(bucket.is_idle(kRule, at(59)));
  EXPECT_TRUE(bucket.is_idle(kRule, at(60)));
}

TEST(TokenBucket, CountsTheTokensThatAreMissing) {
  TokenBucket bucket;
  empty(bucket, at(0));
  EXPECT_EQ(bucket.held(kRule, at(0)), 5U);
  EXPECT_EQ(bucket.held(kRule, at(59)), 5U);  // still locked
  EXPECT_EQ(bucket.held(kRule, at(60)), 4U);
}

}  // namespace
}  // namespace ratestack
