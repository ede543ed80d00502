#include "native/service/identity/password_worker.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <utility>

#include "native/service/identity/password_hash.hpp"
#include "native/service/system.hpp"

namespace ratestack::service {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

/// Stands still until it is moved. Any thread.
class StillClock {
 public:
  [[nodiscard]] PasswordWorker::Now now() {
    return [this] {
      const std::lock_guard lock(mutex_);
      return now_;
    };
  }
  void advance(milliseconds by) {
    const std::lock_guard lock(mutex_);
    now_ += by;
  }

 private:
  std::mutex mutex_;
  steady_clock::time_point now_{};
};

/// Holds a thread of the worker until it is let go.
class Gate {
 public:
  explicit Gate(PasswordWorker& worker) {
    auto entered = std::make_shared<std::promise<void>>();
    EXPECT_FALSE(worker.submit([entered, opened = opened_.get_future().share()] {
      entered->set_value();
      opened.wait();
    }));
    entered->get_future().wait();
  }
  ~Gate() { open(); }
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;
  void open() {
    if (!std::exchange(open_, true)) opened_.set_value();
  }

 private:
  std::promise<void> opened_;
  bool open_ = false;
};

PasswordWorkerLimits one_thread() { return {.threads = 1, .first_guess = milliseconds(500)}; }

TEST(PasswordWorker, RunsWhatItAcceptsOnAnotherThread) {
  PasswordWorker worker(one_thread());
  std::promise<std::thread::id> ran;
  ASSERT_FALSE(worker.submit([&] { ran.set_value(std::this_thread::get_id()); }));
  EXPECT_NE(ran.get_future().get(), std::this_thread::get_id());
}

TEST(PasswordWorker, HasAThreadForEachProcessorUnlessToldOtherwise) {
  EXPECT_EQ(PasswordWorker().threads(), std::max(1U, std::thread::hardware_concurrency()));
  EXPECT_EQ(PasswordWorker({.threads = 3}).threads(), 3U);
}

// 500 ms each, at most 2 s to wait for: the fifth would wait for 2.5 s.
TEST(PasswordWorker, RefusesWhatWouldWaitTooLongAndSaysForHowLong) {
  StillClock clock;
  PasswordWorker worker(one_thread(), clock.now());
  Gate gate(worker);
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(worker.submit([] {})) << i;
  EXPECT_EQ(worker.submit([] { FAIL() << "it was refused"; }), seconds(3));
  EXPECT_EQ(worker.submit([] { FAIL() << "it was refused"; }, [] { FAIL() << "this too"; }), seconds(3));
}

TEST(PasswordWorker, TwoThreadsTakeTwiceAsMany) {
  StillClock clock;
  PasswordWorker worker({.threads = 2, .first_guess = milliseconds(500)}, clock.now());
  Gate first(worker), second(worker);
  int accepted = 0;
  while (!worker.submit([] {})) ++accepted;
  EXPECT_EQ(accepted, 8);
}

TEST(PasswordWorker, LearnsHowLongOneTakes) {
  StillClock clock;
  PasswordWorker worker(one_thread(), clock.now());
  for (int i = 0; i < 64; ++i) {
    std::promise<void> done;
    ASSERT_FALSE(worker.submit([&] { clock.advance(milliseconds(100)); }));
    ASSERT_FALSE(worker.submit([&] {
      clock.advance(milliseconds(100));
      done.set_value();
    }));
    done.get_future().wait();
  }
  Gate gate(worker);
  int accepted = 0;
  while (!worker.submit([] {})) ++accepted;
  EXPECT_GE(accepted, 18);
  EXPECT_LE(accepted, 20);
}

// One so slow that a single one is over the limit: a place for each thread is there all the same, or nobody signed in.
TEST(PasswordWorker, AlwaysHasAPlaceForEachThread) {
  StillClock clock;
  PasswordWorker worker({.threads = 1, .first_guess = seconds(10)}, clock.now());
  Gate gate(worker);
  EXPECT_FALSE(worker.submit([] {}));
  EXPECT_EQ(worker.submit([] {}), seconds(20));
}

TEST(PasswordWorker, SkipsTheWorkOfWhoHasGivenUp) {
  StillClock clock;
  std::atomic<int> worked = 0, late = 0;
  {
    PasswordWorker worker(one_thread(), clock.now());
    Gate gate(worker);
    ASSERT_FALSE(worker.submit([&] { ++worked; }, [&] { ++late; }));
    clock.advance(milliseconds(8001));
    ASSERT_FALSE(worker.submit([&] { ++worked; }, [&] { ++late; }));
    gate.open();
    worker.stop();
  }
  EXPECT_EQ(worked, 1);
  EXPECT_EQ(late, 1);
}

TEST(PasswordWorker, DoesWorkThatCannotBeSkippedHoweverLateItIs) {
  StillClock clock;
  std::atomic<int> worked = 0;
  PasswordWorker worker(one_thread(), clock.now());
  Gate gate(worker);
  ASSERT_FALSE(worker.submit([&] { ++worked; }));
  clock.advance(seconds(60));
  gate.open();
  worker.stop();
  EXPECT_EQ(worked, 1);
}

TEST(PasswordWorker, FinishesWhatItAcceptedAndRefusesTheRestWhenItStops) {
  std::atomic<int> done = 0;
  PasswordWorker worker({.threads = 2, .longest_wait = seconds(60)});
  for (int i = 0; i < 50; ++i) ASSERT_FALSE(worker.submit([&] { ++done; }));
  worker.stop();
  EXPECT_EQ(done, 50);
  EXPECT_TRUE(worker.submit([&] { ++done; }));
  worker.stop();
  EXPECT_EQ(done, 50);
}

TEST(PasswordWorker, LetsGoOfWhatWorkHeldWhenItIsDone) {
  PasswordWorker worker(one_thread());
  auto held = std::make_shared<int>(7);
  const std::weak_ptr<int> seen = held;
  std::promise<void> next;
  ASSERT_FALSE(worker.submit([held = std::move(held)] {}));
  ASSERT_FALSE(worker.submit([&] { next.set_value(); }));
  next.get_future().wait();
  EXPECT_TRUE(seen.expired());
}

// Many who ask at once, from many threads, with real hashes: each is answered once, refused or not.
TEST(PasswordWorker, AnswersEveryoneOnce) {
  constexpr int kAskers = 8, kEach = 50;
  SystemEntropy entropy;
  const std::string hash = hash_password("gravel otter lamp", entropy, kMinBcryptCost).value();
  std::vector<std::atomic<int>> answers(kAskers * kEach);
  {
    PasswordWorker worker({.threads = 2, .longest_wait = milliseconds(20), .first_guess = milliseconds(2)});
    std::vector<std::thread> askers;
    for (int asker = 0; asker < kAskers; ++asker) {
      askers.emplace_back([&, asker] {
        for (int i = 0; i < kEach; ++i) {
          auto& answer = answers[static_cast<std::size_t>(asker * kEach + i)];
          const auto work = [&answer, &hash] {
            if (verify_password("gravel otter lamp", hash, kMinBcryptCost)) ++answer;
          };
          if (worker.submit(work, [&answer] { ++answer; })) ++answer;
        }
      });
    }
    for (std::thread& asker : askers) asker.join();
  }
  for (const auto& answer : answers) EXPECT_EQ(answer, 1);
}

}  // namespace
}  // namespace ratestack::service
