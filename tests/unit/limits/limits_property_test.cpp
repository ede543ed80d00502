// What holds for every sequence of attempts, shown on many random ones, always the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "ratestack/limits/sliding_window.hpp"
#include "ratestack/limits/token_bucket.hpp"

namespace ratestack {
namespace {

constexpr std::int64_t kStart = 1'795'435'200'000'000;
constexpr std::int64_t kSecond = 1'000'000;
constexpr int kRuns = 200;
constexpr int kSteps = 400;

class Dice {
 public:
  explicit Dice(int seed) : engine_(static_cast<std::mt19937::result_type>(seed)) {}
  std::int64_t upto(std::int64_t most) { return std::uniform_int_distribution<std::int64_t>(0, most)(engine_); }

 private:
  std::mt19937 engine_;
};

// The definition itself: failures within the last span, counted one by one.
class CountedWindow {
 public:
  bool take(const WindowRule& rule, std::int64_t now) {
    const auto counts = [&](std::int64_t at) { return at > now - rule.span.count() * kSecond; };
    if (static_cast<std::size_t>(std::count_if(taken_.begin(), taken_.end(), counts)) >= rule.places) return false;
    taken_.push_back(now);
    return true;
  }
  void give_back(std::int64_t at) { taken_.erase(std::find(taken_.begin(), taken_.end(), at)); }

 private:
  std::vector<std::int64_t> taken_;
};

TEST(SlidingWindowProperty, AdmitsExactlyWhatTheDefinitionDoes) {
  for (int run = 0; run < kRuns; ++run) {
    Dice dice(run);
    const WindowRule rule{static_cast<std::size_t>(1 + dice.upto(11)), std::chrono::seconds(1 + dice.upto(4))};
    SlidingWindow window;
    CountedWindow counted;
    std::int64_t now = kStart;
    for (int step = 0; step < kSteps; ++step) {
      now += dice.upto(1) * dice.upto(kSecond);
      const bool admitted = window.take(rule, Timestamp::from_micros(now)).admitted();
      ASSERT_EQ(admitted, counted.take(rule, now)) << "run " << run << " step " << step;
      if (!admitted || dice.upto(2) != 0) continue;
      window.give_back(Timestamp::from_micros(now));
      counted.give_back(now);
    }
  }
}

TEST(SlidingWindowProperty, AdmitsAgainAsSoonAsItSaidAndNotASecondBefore) {
  for (int run = 0; run < kRuns; ++run) {
    Dice dice(run);
    const WindowRule rule{3, std::chrono::seconds(10)};
    SlidingWindow window;
    std::int64_t now = kStart;
    for (int step = 0; step < kSteps; ++step) {
      now += dice.upto(2 * kSecond);
      const Admission answer = window.take(rule, Timestamp::from_micros(now));
      if (answer.admitted()) continue;
      const std::int64_t then = now + answer.retry_after->count() * kSecond;
      SlidingWindow early = window;
      SlidingWindow late = window;
      EXPECT_FALSE(early.take(rule, Timestamp::from_micros(then - kSecond)).admitted());
      EXPECT_TRUE(late.take(rule, Timestamp::from_micros(then)).admitted());
    }
  }
}

// However the clock is stepped, nobody who fails gets more than the places until it has run on for a span.
TEST(SlidingWindowProperty, IsNotOpenedByAnyStepOfTheClockBack) {
  const WindowRule rule{5, std::chrono::seconds(60)};
  for (int run = 0; run < kRuns; ++run) {
    Dice dice(run);
    SlidingWindow window;
    std::int64_t now = kStart;
    std::size_t admitted = 0;
    for (int step = 0; step < kSteps; ++step) {
      now -= dice.upto(3) * dice.upto(600 * kSecond);
      admitted += window.take(rule, Timestamp::from_micros(now)).admitted() ? 1U : 0U;
    }
    EXPECT_EQ(admitted, rule.places);
    EXPECT_FALSE(window.take(rule, Timestamp::from_micros(now + 60 * kSecond - 1)).admitted());
    EXPECT_TRUE(window.take(rule, Timestamp::from_micros(now + 60 * kSecond)).admitted());
  }
}

// Who has the right secret changes nothing for who guesses: the same guesses are admitted with successes between them
// and without.
TEST(TokenBucketProperty, GuessesAreNotHelpedByAnothersSuccesses) {
  const BucketRule rule{5, std::chrono::seconds(60)};
  for (int run = 0; run < kRuns; ++run) {
    Dice dice(run);
    TokenBucket shared;
    TokenBucket alone;
    std::int64_t now = kStart;
    for (int step = 0; step < kSteps; ++step) {
      now += dice.upto(40 * kSecond);
      const Timestamp at = Timestamp::from_micros(now);
      for (std::int64_t owner = dice.upto(3); owner > 0; --owner) {
        if (shared.take(rule, at).admitted()) shared.give_back(rule, at, at);
      }
      ASSERT_EQ(shared.take(rule, at).admitted(), alone.take(rule, at).admitted()) << "run " << run << " step " << step;
    }
  }
}

TEST(TokenBucketProperty, AdmitsInAnyTimeNoMoreThanItHeldAndWasRefilled) {
  const BucketRule rule{5, std::chrono::seconds(60)};
  for (int run = 0; run < kRuns; ++run) {
    Dice dice(run);
    TokenBucket bucket;
    std::int64_t passed = 0;
    std::int64_t admitted = 0;
    for (int step = 0; step < kSteps; ++step) {
      passed += dice.upto(30 * kSecond);
      admitted += bucket.take(rule, Timestamp::from_micros(kStart + passed)).admitted() ? 1 : 0;
      ASSERT_LE(admitted, 5 + passed / (60 * kSecond));
    }
    EXPECT_GE(admitted, 4 + passed / (60 * kSecond));
  }
}

}  // namespace
}  // namespace ratestack
