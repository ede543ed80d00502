// The implementations that the suite runs against.
#include <atomic>
#include <thread>

#include "native/service/lockout/local_lockout.hpp"
#include "tests/contract/lockout_contract.hpp"
#include "tests/contract/lockout_site.hpp"

namespace ratestack::contract {
namespace {

class LocalSite final : public LockoutSite {
 public:
  explicit LocalSite(const service::LockoutRules& rules) : lockout_(clock_, rules) {}
  service::Lockout& lockout() override { return lockout_; }
  void advance(std::chrono::milliseconds time) override { clock_.advance_millis(time.count()); }

 private:
  testing::SetClock clock_;
  service::LocalLockout lockout_;
};

class SharedSite final : public LockoutSite {
 public:
  explicit SharedSite(const service::LockoutRules& rules) : site_(rules) {}
  // Every decision of the suite must be Redis's own.
  ~SharedSite() override { EXPECT_EQ(site_.lockout->mode(), service::LockoutMode::shared); }
  service::Lockout& lockout() override { return *site_.lockout; }
  void advance(std::chrono::milliseconds time) override { site_.advance(time); }

 private:
  RedisSite site_;
};

}  // namespace

std::vector<LockoutKind> lockout_kinds() {
  return {{"Local", [](const service::LockoutRules& rules) { return std::make_unique<LocalSite>(rules); }},
          {"Redis", [](const service::LockoutRules& rules) { return std::make_unique<SharedSite>(rules); }}};
}

void PrintTo(const LockoutKind& kind, std::ostream* out) { *out << kind.name; }

int LockoutContract::guesses(int count, const std::vector<service::LimitKey>& keys) {
  int admitted = 0;
  for (int i = 0; i < count; ++i) admitted += guess(keys) ? 1 : 0;
  return admitted;
}

bool LockoutContract::succeed(const std::vector<service::LimitKey>& keys) {
  const auto decision = reserve(keys);
  if (decision.reservation) site_->lockout().give_back(*decision.reservation);
  return decision.reservation.has_value();
}

int sum_of_threads(int threads, const std::function<int(int thread)>& work) {
  std::atomic<int> sum = 0;
  std::vector<std::thread> running;
  for (int i = 0; i < threads; ++i) running.emplace_back([&, i] { sum += work(i); });
  for (std::thread& thread : running) thread.join();
  return sum;
}

}  // namespace ratestack::contract
