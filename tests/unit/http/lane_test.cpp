#include "native/http/lane.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace ratestack::http {
namespace {

TEST(Lane, RefusesWhatDoesNotFitItsQueue) {
  std::latch running(1), release(1);  // before the lane: its work refers to them
  Lane lane({.threads = 1, .max_queued = 1});
  EXPECT_TRUE(lane.submit([&] {
    running.count_down();
    release.wait();
  }));
  running.wait();
  EXPECT_TRUE(lane.submit([] {}));   // waits
  EXPECT_FALSE(lane.submit([] {}));  // does not fit
  release.count_down();
}

TEST(Lane, StopRunsWhatWasAcceptedAndRefusesTheRest) {
  Lane lane({.threads = 2, .max_queued = 1000});
  std::atomic<int> done{0};
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(lane.submit([&] { ++done; }));
  lane.stop();
  EXPECT_EQ(done, 500);
  EXPECT_FALSE(lane.submit([] {}));
}

}  // namespace
}  // namespace ratestack::http
