// The script against the state machines of core: the same attempts, the same answers, as long as the clock runs
// forward. (Stepped back, the script may count what core had forgotten already: a refusal does not write.)
#include <gtest/gtest.h>

#include <random>

#include "tests/contract/lockout_site.hpp"
#include "tests/support/test_limits.hpp"

namespace ratestack::contract {
namespace {

using service::LimitKey;
using service::LimitKind;
using service::LockoutDecision;
using testing::key_of;

constexpr int kSteps = 3'000;

class Attempts {
 public:
  explicit Attempts(unsigned seed) : engine_(seed) {}

  std::vector<LimitKey> keys() {
    std::vector<LimitKey> out;
    for (const auto kind : {LimitKind::account, LimitKind::network, LimitKind::api_key}) {
      if (upto(2) != 0) out.push_back(key_of(kind, std::to_string(upto(1))));
    }
    return out;
  }
  std::chrono::milliseconds step() {
    const int kind = upto(99);
    if (kind < 50) return std::chrono::milliseconds(0);
    return kind < 90 ? std::chrono::milliseconds(upto(5'000)) : std::chrono::milliseconds(upto(90'000));
  }
  int upto(int most) { return std::uniform_int_distribution<int>(0, most)(engine_); }

 private:
  std::mt19937 engine_;
};

void expect_same(const LockoutDecision& script, const LockoutDecision& model, int step) {
  ASSERT_EQ(script.reservation.has_value(), model.reservation.has_value()) << step;
  ASSERT_EQ(script.retry_after, model.retry_after) << step;
  ASSERT_EQ(script.changes.size(), model.changes.size()) << step;
  for (std::size_t i = 0; i < script.changes.size(); ++i) {
    ASSERT_EQ(script.changes[i].kind, model.changes[i].kind) << step;
    ASSERT_EQ(script.changes[i].change, model.changes[i].change) << step;
  }
  if (script.reservation) {
    ASSERT_EQ(script.reservation->taken_at, model.reservation->taken_at) << step;
  }
}

class LockoutModel : public ::testing::TestWithParam<unsigned> {};

TEST_P(LockoutModel, TheScriptDecidesAsTheStateMachinesDo) {
  const service::LockoutRules rules{{4, std::chrono::seconds(60)}, {3, std::chrono::seconds(20)}};
  RedisSite site(rules);
  service::LocalLockout model(site.clock, rules);
  Attempts attempts(GetParam());
  std::vector<std::pair<service::Reservation, service::Reservation>> held;
  for (int step = 0; step < kSteps; ++step) {
    site.advance(attempts.step());
    const auto keys = attempts.keys();
    auto script = site.lockout->reserve(keys);
    auto expected = model.reserve(keys);
    expect_same(script, expected, step);
    if (HasFatalFailure()) return;
    if (script.reservation) held.emplace_back(std::move(*script.reservation), std::move(*expected.reservation));
    if (held.empty() || attempts.upto(1) == 0) continue;
    site.lockout->give_back(held.back().first);
    model.give_back(held.back().second);
    held.pop_back();
  }
  EXPECT_EQ(site.lockout->mode(), service::LockoutMode::shared);
}

INSTANTIATE_TEST_SUITE_P(Seeds, LockoutModel, ::testing::Values(1U, 2U, 3U, 4U));

}  // namespace
}  // namespace ratestack::contract
