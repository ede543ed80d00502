#include "native/redis/circuit_breaker.hpp"

#include <gtest/gtest.h>

namespace ratestack::redis {
namespace {

using std::chrono::milliseconds;

constexpr BreakerRule kRule{3, milliseconds(100), milliseconds(1000), milliseconds(30'000)};

CircuitBreaker::Time at(std::int64_t millis) { return CircuitBreaker::Time(milliseconds(1'000'000 + millis)); }

class TheCircuitBreaker : public ::testing::Test {
 protected:
  void open(std::int64_t millis) {
    for (unsigned i = 0; i < kRule.failures; ++i) breaker_.failed(at(millis));
  }
  CircuitBreaker breaker_{kRule};
};

TEST_F(TheCircuitBreaker, IsOpenUntilAProbeHasSucceeded) {
  EXPECT_FALSE(breaker_.is_closed());
  breaker_.succeeded();  // of somebody let through before
  EXPECT_FALSE(breaker_.is_closed());
  breaker_.probe_succeeded(at(0));
  EXPECT_TRUE(breaker_.is_closed());
}

TEST_F(TheCircuitBreaker, OpensAfterFailuresInARowAlone) {
  breaker_.probe_succeeded(at(0));
  for (int i = 0; i < 100; ++i) {
    breaker_.failed(at(1));
    breaker_.failed(at(1));
    breaker_.succeeded();
  }
  EXPECT_TRUE(breaker_.is_closed());
  open(2);
  EXPECT_FALSE(breaker_.is_closed());
  EXPECT_EQ(breaker_.next_probe(), at(102));
}

TEST_F(TheCircuitBreaker, DoublesItsWaitUpToTheLongest) {
  std::int64_t now = 0;
  for (const int wait : {100, 200, 400, 800, 1000, 1000}) {
    breaker_.probe_failed(at(now));
    EXPECT_EQ(breaker_.next_probe(), at(now + wait));
    now += wait;
  }
}

TEST_F(TheCircuitBreaker, IsNotHurriedByFailuresOfThoseItLetThrough) {
  breaker_.probe_succeeded(at(0));
  open(0);
  open(50);
  EXPECT_EQ(breaker_.next_probe(), at(100));
}

TEST_F(TheCircuitBreaker, GoesOnWaitingLongerForAServerThatIsUpAndDownByTurns) {
  breaker_.probe_succeeded(at(0));
  std::int64_t now = 0;
  for (const int wait : {100, 200, 400, 800, 1000, 1000}) {
    open(now);
    EXPECT_EQ(breaker_.next_probe(), at(now + wait));
    now += wait;
    breaker_.probe_succeeded(at(now));
  }
}

TEST_F(TheCircuitBreaker, ForgetsWhatWasBeforeASteadyTime) {
  breaker_.probe_failed(at(0));
  breaker_.probe_failed(at(100));
  breaker_.probe_succeeded(at(300));
  open(30'300);
  EXPECT_EQ(breaker_.next_probe(), at(30'400));
}

}  // namespace
}  // namespace ratestack::redis
