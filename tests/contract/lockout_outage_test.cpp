// Redis goes away, stops, fills up and comes back: never open, never slow, and every change told once.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "tests/contract/lockout_site.hpp"
#include "tests/support/test_limits.hpp"

namespace ratestack::contract {
namespace {

using service::LimitKey;
using service::LimitKind;
using service::LockoutMode;
using std::chrono::milliseconds;
using testing::key_of;
using testing::RedisServer;

const LimitKey kAccount = key_of(LimitKind::account, "victim@example.com");
const LimitKey kApiKey = key_of(LimitKind::api_key, "key");
const std::vector kLocalThenShared{LockoutMode::local, LockoutMode::shared};

constexpr milliseconds kDeadline{20};
// What a busy machine may add to a call by not letting a thread run.
constexpr milliseconds kTolerance{400};

class LockoutOutage : public ::testing::Test {
 protected:
  std::unique_ptr<redis::RedisLockout> open(redis::RedisLockoutOptions options) {
    options.on_mode = modes_.listener();
    return open_lockout(server_.url(), clock_, std::move(options));
  }
  /// With the deadline of the contract, and in touch with Redis.
  std::unique_ptr<redis::RedisLockout> open_hasty(unsigned breaker_failures) {
    auto options = patient_options();
    options.link.deadline = kDeadline;
    options.link.breaker.failures = breaker_failures;
    auto out = open(std::move(options));
    // On a machine that is busy enough, even Redis is late now and then.
    while (out->mode() != LockoutMode::shared) std::this_thread::yield();
    return out;
  }

  RedisServer server_;
  testing::SetClock clock_;
  ModeLog modes_;
};

int guesses(service::Lockout& lockout, int count, const LimitKey& key) {
  int admitted = 0;
  for (int i = 0; i < count; ++i) admitted += lockout.reserve({&key, 1}).reservation ? 1 : 0;
  return admitted;
}

milliseconds time_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begin);
}

TEST_F(LockoutOutage, AdmitsItsShareAloneWhileRedisIsAway) {
  auto options = patient_options();
  options.replicas = 2;
  const auto lockout = open(std::move(options));
  EXPECT_EQ(guesses(*lockout, 4, kAccount), 4);
  server_.kill();
  EXPECT_EQ(guesses(*lockout, 50, kAccount), 5);
  EXPECT_EQ(guesses(*lockout, 50, kApiKey), 2);
  EXPECT_TRUE(modes_.wait_for(1));
  EXPECT_EQ(modes_.told(), std::vector{LockoutMode::local});
}

TEST_F(LockoutOutage, GoesOnWithRedisWhenItIsBack) {
  const auto lockout = open(patient_options());
  server_.kill();
  EXPECT_EQ(guesses(*lockout, 50, kAccount), 10);
  server_.start();
  ASSERT_TRUE(modes_.wait_for(2));
  EXPECT_EQ(modes_.told(), kLocalThenShared);
  EXPECT_EQ(lockout->mode(), LockoutMode::shared);
  RedisHand hand(server_.url());
  EXPECT_EQ(hand.ask({"FLUSHALL"}), "OK");
  EXPECT_EQ(guesses(*lockout, 50, kAccount), 10);
}

TEST_F(LockoutOutage, GivesALocalPlaceBackLocallyAndASharedOneShared) {
  const auto lockout = open(patient_options());
  const auto shared = lockout->reserve({&kAccount, 1});
  server_.kill();
  const auto local = lockout->reserve({&kAccount, 1});
  EXPECT_EQ(guesses(*lockout, 50, kAccount), 9);
  lockout->give_back(*shared.reservation);  // lost with the server
  EXPECT_EQ(guesses(*lockout, 50, kAccount), 0);
  lockout->give_back(*local.reservation);
  EXPECT_EQ(guesses(*lockout, 50, kAccount), 1);
}

TEST_F(LockoutOutage, DoesNotEvenNoticeARestartBetweenTwoDecisions) {
  const auto lockout = open(patient_options());
  EXPECT_EQ(guesses(*lockout, 1, kAccount), 1);
  server_.kill();
  server_.start();
  EXPECT_EQ(guesses(*lockout, 1, kAccount), 1);
  EXPECT_EQ(lockout->mode(), LockoutMode::shared);
  EXPECT_TRUE(modes_.told().empty());
  EXPECT_NE(RedisHand(server_.url()).ask({"EVAL", "return redis.call('KEYS', '*account*')[1]", "0"}), "");
}

TEST_F(LockoutOutage, StartsWithoutRedisAndFindsItLater) {
  server_.kill();
  const auto lockout = open(patient_options());
  EXPECT_EQ(lockout->mode(), LockoutMode::local);
  EXPECT_EQ(guesses(*lockout, 50, kAccount), 10);
  server_.start();
  ASSERT_TRUE(modes_.wait_for(2));
  EXPECT_EQ(modes_.told(), kLocalThenShared);
}

TEST_F(LockoutOutage, CountsLocallyWhereRedisAnswersButCannotWrite) {
  const auto lockout = open(patient_options());
  RedisHand hand(server_.url());
  EXPECT_EQ(hand.ask({"CONFIG", "SET", "maxmemory", "1"}), "OK");
  EXPECT_EQ(guesses(*lockout, 50, kAccount), 10);
  ASSERT_TRUE(modes_.wait_for(1));
  EXPECT_EQ(lockout->mode(), LockoutMode::local);
  EXPECT_EQ(hand.ask({"CONFIG", "SET", "maxmemory", "0"}), "OK");
  ASSERT_TRUE(modes_.wait_for(2));
  EXPECT_EQ(modes_.told(), kLocalThenShared);
}

TEST_F(LockoutOutage, AnswersWithinItsDeadlineWhereRedisStandsStill) {
  const auto lockout = open_hasty(3);
  const std::size_t before = modes_.told().size();
  server_.pause();
  const milliseconds first = time_of([&] { EXPECT_TRUE(lockout->reserve({&kAccount, 1}).reservation); });
  EXPECT_LE(first, kDeadline + kTolerance);
  EXPECT_EQ(guesses(*lockout, 50, kAccount), 9);
  // Given up on: nobody waits any more.
  ASSERT_TRUE(modes_.wait_for(before + 1));
  EXPECT_EQ(modes_.told()[before], LockoutMode::local);
  EXPECT_LE(time_of([&] { guesses(*lockout, 1'000, kAccount); }), kDeadline + kTolerance);
  server_.resume();
  ASSERT_TRUE(modes_.wait_for(before + 2));
  EXPECT_EQ(modes_.told()[before + 1], LockoutMode::shared);
}

TEST_F(LockoutOutage, AnswersInTimeWhereMoreAskThanThereAreConnections) {
  const auto lockout = open_hasty(1'000);  // the breaker stays closed: all of them wait
  server_.pause();
  std::atomic<int> admitted = 0;
  std::mutex mutex;
  milliseconds slowest{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 32; ++i) {
    threads.emplace_back([&] {
      const milliseconds time = time_of([&] { admitted += guesses(*lockout, 1, kAccount); });
      const std::lock_guard lock(mutex);
      slowest = std::max(slowest, time);
    });
  }
  for (std::thread& thread : threads) thread.join();
  server_.resume();
  EXPECT_EQ(admitted, 10);
  EXPECT_LE(slowest, kDeadline + kTolerance);
}

// The threads guess for as long as Redis is there, gone and back again.
TEST_F(LockoutOutage, IsNeverOpenWhenRedisIsKilledUnderLoad) {
  auto options = patient_options();
  options.replicas = 2;
  const auto lockout = open(std::move(options));
  std::atomic<bool> stop = false;
  std::atomic<int> admitted = 0;
  std::atomic<int> asked = 0;
  std::atomic<std::int64_t> slowest = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      while (!stop) {
        const auto time = time_of([&] { admitted += guesses(*lockout, 1, kAccount); }).count();
        ++asked;
        std::int64_t seen = slowest;
        while (time > seen && !slowest.compare_exchange_weak(seen, time)) {
        }
      }
    });
  }
  while (asked < 1'000) std::this_thread::yield();
  server_.kill();
  EXPECT_TRUE(modes_.wait_for(1));
  server_.start();  // empty: all that it knew is gone
  EXPECT_TRUE(modes_.wait_for(2));
  const int then = asked;
  while (asked < then + 1'000) std::this_thread::yield();
  stop = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(admitted, 10 + 5 + 10);
  EXPECT_LE(slowest, (kDeadline + kTolerance).count());
  EXPECT_EQ(modes_.told(), kLocalThenShared);
}

TEST_F(LockoutOutage, EndsAtOnceWhereRedisIsAway) {
  server_.kill();
  auto options = patient_options();
  options.link.breaker.first_wait = std::chrono::minutes(10);
  auto lockout = open(std::move(options));
  EXPECT_LE(time_of([&] { lockout.reset(); }), kTolerance);
}

}  // namespace
}  // namespace ratestack::contract
