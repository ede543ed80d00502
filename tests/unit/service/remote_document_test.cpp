#include "native/service/identity/remote_document.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <string>
#include <vector>

#include "native/service/identity/identity_error.hpp"
#include "tests/support/set_clock.hpp"

namespace ratestack::service {
namespace {

using std::chrono::seconds;

constexpr DocumentTerms kTerms{
    .fresh = seconds(100), .stale = seconds(1000), .retry = seconds(10), .renew = seconds(60)};

/// Answers "1", "2", ... or an error while it is broken.
class RemoteDocumentTest : public ::testing::Test {
 protected:
  Result<std::string> fetch() {
    const int number = ++asked_;
    if (broken_) return IdentityError::provider_unavailable;
    return std::to_string(number);
  }
  std::string get() { return text_of(document_.get()); }
  static std::string text_of(const Result<RemoteDocument<std::string>::Shared>& got) {
    return got ? *got.value() : got.error().message();
  }

  std::atomic<int> asked_ = 0;
  std::atomic<bool> broken_ = false;
  testing::SetClock clock_;
  RemoteDocument<std::string> document_{clock_, kTerms, [this] { return fetch(); }};
};

TEST_F(RemoteDocumentTest, IsAskedForOnceWhileItIsFresh) {
  EXPECT_EQ(get(), "1");
  clock_.advance_seconds(99);
  EXPECT_EQ(get(), "1");
  clock_.advance_seconds(1);
  EXPECT_EQ(get(), "2");
}

TEST_F(RemoteDocumentTest, AStaleOneServesWhereAskingFailsAndNoLonger) {
  EXPECT_EQ(get(), "1");
  broken_ = true;
  clock_.advance_seconds(999);
  EXPECT_EQ(get(), "1");
  clock_.advance_seconds(1);
  EXPECT_EQ(get(), "identity: provider_unavailable");
}

TEST_F(RemoteDocumentTest, AFailureIsNotRepeatedAtOnce) {
  broken_ = true;
  EXPECT_EQ(get(), "identity: provider_unavailable");
  clock_.advance_seconds(9);
  EXPECT_EQ(get(), "identity: provider_unavailable");
  EXPECT_EQ(asked_, 1);
  broken_ = false;
  clock_.advance_seconds(1);
  EXPECT_EQ(get(), "2");
}

TEST_F(RemoteDocumentTest, IsRenewedOnceInItsTime) {
  const auto first = document_.get().value();
  const auto second = document_.renew(first).value();
  EXPECT_EQ(*second, "2");
  EXPECT_EQ(document_.renew(second).value(), second);
  clock_.advance_seconds(59);
  EXPECT_EQ(document_.renew(second).value(), second);
  clock_.advance_seconds(1);
  EXPECT_EQ(text_of(document_.renew(second)), "3");
  EXPECT_EQ(asked_, 3);
}

TEST_F(RemoteDocumentTest, WhoSawAnOldOneGetsTheNewOneWithoutAsking) {
  const auto first = document_.get().value();
  EXPECT_EQ(text_of(document_.renew(first)), "2");
  EXPECT_EQ(text_of(document_.renew(first)), "2");
  EXPECT_EQ(asked_, 2);
}

TEST_F(RemoteDocumentTest, ARenewalThatFailsIsAnError) {
  const auto first = document_.get().value();
  broken_ = true;
  EXPECT_EQ(text_of(document_.renew(first)), "identity: provider_unavailable");
  EXPECT_EQ(get(), "1");
}

TEST(RemoteDocument, ManyWhoNeedItAskOnce) {
  constexpr int kThreads = 8;
  testing::SetClock clock;
  std::atomic<int> asked = 0;
  std::promise<void> go;
  const auto gone = go.get_future().share();
  RemoteDocument<int> document(clock, kTerms, [&]() -> Result<int> {
    gone.wait();
    return ++asked;
  });
  std::latch ready(kThreads);
  std::vector<std::future<int>> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.push_back(std::async(std::launch::async, [&] {
      ready.count_down();
      return *document.get().value();
    }));
  }
  ready.wait();
  go.set_value();
  for (auto& thread : threads) EXPECT_EQ(thread.get(), 1);
  EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace ratestack::service
