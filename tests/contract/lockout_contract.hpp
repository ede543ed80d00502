// One suite for both implementations of Lockout. Time stands still until a test moves it, in Redis too: there the
// scripts are given a clock that is a key.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "native/service/lockout/lockout.hpp"
#include "tests/support/set_clock.hpp"
#include "tests/support/test_limits.hpp"

namespace ratestack::contract {

class LockoutSite {
 public:
  virtual ~LockoutSite() = default;
  virtual service::Lockout& lockout() = 0;
  virtual void advance(std::chrono::milliseconds time) = 0;
};

struct LockoutKind {
  std::string name;
  std::function<std::unique_ptr<LockoutSite>(const service::LockoutRules&)> make;
};
std::vector<LockoutKind> lockout_kinds();
void PrintTo(const LockoutKind& kind, std::ostream* out);

class LockoutContract : public ::testing::TestWithParam<LockoutKind> {
 protected:
  LockoutContract() : site_(GetParam().make(service::LockoutRules())) {}

  service::LockoutDecision reserve(const std::vector<service::LimitKey>& keys) {
    return site_->lockout().reserve(keys);
  }
  /// An attempt whose secret is wrong.
  bool guess(const std::vector<service::LimitKey>& keys) { return reserve(keys).reservation.has_value(); }
  int guesses(int count, const std::vector<service::LimitKey>& keys);
  /// An attempt whose secret is right.
  bool succeed(const std::vector<service::LimitKey>& keys);
  void advance(std::chrono::milliseconds time) { site_->advance(time); }

  std::unique_ptr<LockoutSite> site_;
};

/// Runs `work` on so many threads and adds up what it answers.
int sum_of_threads(int threads, const std::function<int(int thread)>& work);

}  // namespace ratestack::contract
