#include "native/http/pistache/time_limit.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace ratestack::http {
namespace {

using Clock = TimeLimit::Clock;
using Stage = TimeLimit::Stage;
using std::chrono::milliseconds;

constexpr Clock::time_point at(int milliseconds_of_the_clock) {
  return Clock::time_point(milliseconds(milliseconds_of_the_clock));
}

TEST(TimeLimit, HasNoneAtFirst) {
  TimeLimit limit;
  EXPECT_FALSE(limit.expire(Clock::time_point::max(), at(0)));
}

TEST(TimeLimit, IsOverAtItsTimeAndNamesTheStage) {
  TimeLimit limit;
  limit.allow(Stage::arriving, at(100));
  EXPECT_FALSE(limit.expire(at(99), at(200)));
  EXPECT_EQ(limit.expire(at(100), at(200)), Stage::arriving);
}

TEST(TimeLimit, LetsWhoWasTooSlowLeaveInItsTime) {
  TimeLimit limit;
  limit.allow(Stage::silent, at(100));
  ASSERT_TRUE(limit.expire(at(100), at(200)));
  EXPECT_TRUE(limit.is_leaving());
  EXPECT_FALSE(limit.expire(at(199), at(300)));
  EXPECT_EQ(limit.expire(at(200), at(300)), Stage::leaving);
}

TEST(TimeLimit, LeavingIsFinal) {
  TimeLimit limit;
  limit.leave(at(100));
  limit.allow(Stage::answered, at(1000));
  EXPECT_FALSE(limit.suspend());
  EXPECT_EQ(limit.expire(at(100), at(200)), Stage::leaving);
}

TEST(TimeLimit, DoesNotRunWhileSuspended) {
  TimeLimit limit;
  limit.allow(Stage::arriving, at(100));
  EXPECT_TRUE(limit.suspend());
  EXPECT_FALSE(limit.expire(at(100000), at(100001)));
}

// What reader and reaper do at the same moment: a request is taken, or given up.
TEST(TimeLimit, ARequestIsTakenOrGivenUp) {
  for (int round = 0; round < 2000; ++round) {
    TimeLimit limit;
    limit.allow(Stage::arriving, at(100));
    bool given_up = false;
    std::thread reaper([&] { given_up = limit.expire(at(100), at(200)).has_value(); });
    const bool taken = limit.suspend();
    reaper.join();
    EXPECT_NE(taken, given_up);
  }
}

}  // namespace
}  // namespace ratestack::http
