// Does the time of a refusal tell why? The same password against accounts of several kinds, in random order: medians,
// and Welch's t against a wrong password (|t| above 4.5 would be a difference that an attacker could see, as in "dude,
// is my code constant time?", Reparaz, Balasch and Verbauwhede 2017). Each kind's slowest tenth is left out: other
// programs' doing.
// Usage: bench_password_timing [COST, default 8] [SAMPLES of each, default 300]
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "native/service/identity/password_hash.hpp"
#include "native/service/system.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kTried = "gravel otter lamp";
constexpr double kKept = 0.9;
constexpr double kVisible = 4.5;

struct Account {
  const char* kind;
  std::string hash;
  std::string tried{kTried};
  std::vector<double> times;  // microseconds
};

std::vector<Account> accounts(unsigned cost) {
  service::SystemEntropy entropy;
  const auto hash = [&](std::string_view password, unsigned of_cost) {
    return service::hash_password(password, entropy, of_cost).value();
  };
  const std::string other = "another otter lamp", long_password(100, 'x');
  return {{"wrong password", hash(other, cost), std::string(kTried), {}},
          {"wrong password again", hash(other, cost), std::string(kTried), {}},
          {"no such account", std::string(service::kNoPassword), std::string(kTried), {}},
          {"hash taken over, cheaper", hash(other, cost - 3), std::string(kTried), {}},
          {"hash of a long password", hash(long_password, cost), std::string(kTried), {}},
          {"hash that is none", "corrupted", std::string(kTried), {}},
          {"right password", hash(kTried, cost), std::string(kTried), {}},
          {"long and wrong", hash(other, cost), long_password, {}},
          {"long, no such account", std::string(service::kNoPassword), long_password, {}}};
}

// Processor time: nothing here waits, so on a machine without other work it is what the clock on the wall says.
double now() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

double time_of(const Account& account, unsigned cost) {
  const double start = now();
  static_cast<void>(service::verify_password(account.tried, account.hash, cost));
  return now() - start;
}

struct Moments {
  double median, mean, variance;
  std::size_t count;
};

Moments moments_of(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  times.resize(static_cast<std::size_t>(static_cast<double>(times.size()) * kKept));
  const auto count = static_cast<double>(times.size());
  const double mean = std::accumulate(times.begin(), times.end(), 0.0) / count;
  const double squares = std::accumulate(times.begin(), times.end(), 0.0,
                                         [mean](double sum, double t) { return sum + (t - mean) * (t - mean); });
  return {times[times.size() / 2], mean, squares / (count - 1), times.size()};
}

double welch_t(const Moments& a, const Moments& b) {
  return (a.mean - b.mean) /
         std::sqrt(a.variance / static_cast<double>(a.count) + b.variance / static_cast<double>(b.count));
}

void report(const std::vector<Account>& all) {
  const Moments reference = moments_of(all.front().times);
  for (const Account& account : all) {
    const Moments own = moments_of(account.times);
    const double t = welch_t(own, reference);
    std::printf("  %-26s median %9.1f us (%+.3f %%)  t %+6.2f%s\n", account.kind, own.median,
                (own.median / reference.median - 1) * 100, t, std::abs(t) > kVisible ? "  visible" : "");
  }
}

}  // namespace
}  // namespace ratestack

int main(int argc, char** argv) {
  using namespace ratestack;
  const unsigned cost = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 8;
  const std::size_t samples = argc > 2 ? static_cast<std::size_t>(std::atoi(argv[2])) : 300;
  std::vector<Account> all = accounts(cost);
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937 random(1);
  for (std::size_t i = 0; i < samples; ++i) {
    std::shuffle(order.begin(), order.end(), random);
    for (const std::size_t at : order) all[at].times.push_back(time_of(all[at], cost));
  }
  std::printf("cost %u, %zu samples of each kind, in random order\n", cost, samples);
  report(all);
  return 0;
}
