#include "ratestack/limits/sliding_window.hpp"

#include <gtest/gtest.h>

namespace ratestack {
namespace {

using Change = Admission::Change;
constexpr WindowRule kRule{3, std::chrono::seconds(60)};

Timestamp at(std::int64_t seconds, std::int64_t micros = 0) {
  return Timestamp::from_micros(1'795'435'200'000'000 + seconds * 1'000'000 + micros);
}

TEST(SlidingWindow, AdmitsAsManyAsItHasPlaces) {
  SlidingWindow window;
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(window.take(kRule, at(i)).admitted());
  const auto refused = window.take(kRule, at(3));
  EXPECT_EQ(refused.retry_after, std::chrono::seconds(57));
  EXPECT_EQ(refused.change, Change::locked);
}

TEST(SlidingWindow, FreesAPlaceExactlyWhenItsSpanHasPassed) {
  SlidingWindow window;
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(window.take(kRule, at(i)).admitted());
  EXPECT_EQ(window.take(kRule, at(59, 999'999)).retry_after, std::chrono::seconds(1));
  EXPECT_TRUE(window.take(kRule, at(60)).admitted());
  EXPECT_FALSE(window.take(kRule, at(60)).admitted());
  EXPECT_TRUE(window.take(kRule, at(61)).admitted());
}

TEST(SlidingWindow, IsNotExtendedByWhatItRefuses) {
  SlidingWindow window;
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(window.take(kRule, at(0)).admitted());
  for (int second = 0; second < 60; ++second) EXPECT_FALSE(window.take(kRule, at(second)).admitted());
  EXPECT_TRUE(window.take(kRule, at(60)).admitted());
}

TEST(SlidingWindow, TellsOfALockOnceAndOfItsEndOnce) {
  SlidingWindow window;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(window.take(kRule, at(0)).change, Change::none);
  EXPECT_EQ(window.take(kRule, at(1)).change, Change::locked);
  EXPECT_EQ(window.take(kRule, at(2)).change, Change::none);
  EXPECT_EQ(window.take(kRule, at(60)).change, Change::unlocked);
  EXPECT_EQ(window.take(kRule, at(60)).change, Change::none);
}

TEST(SlidingWindow, TakesBackThePlaceOfARightSecretAlone) {
  SlidingWindow window;
  EXPECT_TRUE(window.take(kRule, at(0)).admitted());
  EXPECT_TRUE(window.take(kRule, at(1)).admitted());
  EXPECT_TRUE(window.take(kRule, at(2)).admitted());
  window.give_back(at(2));
  window.give_back(at(2));  // a second time gives back nothing more
  EXPECT_TRUE(window.take(kRule, at(3)).admitted());
  EXPECT_FALSE(window.take(kRule, at(3)).admitted());
}

TEST(SlidingWindow, IsNeitherOpenedNorShutForEverByAClockStepBack) {
  SlidingWindow window;
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(window.take(kRule, at(100'000)).admitted());
  EXPECT_EQ(window.take(kRule, at(0)).retry_after, std::chrono::seconds(60));
  EXPECT_FALSE(window.take(kRule, at(59)).admitted());
  EXPECT_TRUE(window.take(kRule, at(60)).admitted());
}

TEST(SlidingWindow, IsIdleOnceAllHasPassed) {
  SlidingWindow window;
  EXPECT_TRUE(window.is_idle(kRule, at(0)));
  EXPECT_TRUE(window.take(kRule, at(0)).admitted());
  EXPECT_FALSE(window.is_idle(kRule, at(59)));
  EXPECT_TRUE(window.is_idle(kRule, at(60)));
}

}  // namespace
}  // namespace ratestack
