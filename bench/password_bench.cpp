// Password hashes a second: the worker's beside bare bcrypt on as many threads; and what a storm of them does to short
// work that wakes up beside it (a session check), by the priority of the threads that hash.
// Usage: bench_password [COST, default 12] [SECONDS a measurement, default 4] [all|rates|checks]
// On a machine that others use, checks say little unless the whole of it is started before them: nice -n -19.
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "native/service/identity/password_hash.hpp"
#include "native/service/identity/password_worker.hpp"
#include "native/service/system.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack {
namespace {

using service::PasswordWorker;
using std::chrono::duration;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kRounds = 5;
constexpr std::size_t kWaiting = 8;  // that the worker always has for each thread
constexpr auto kCheckEvery = milliseconds(2);
constexpr std::size_t kCheckBytes = 64 * 1024;  // hashed by a check: some 40 microseconds
constexpr std::string_view kPassword = "gravel otter lamp";

struct Load {
  std::string hash;
  unsigned cost;
  double seconds;
  std::size_t threads = std::max(1U, std::thread::hardware_concurrency());

  void hash_once() const { static_cast<void>(service::verify_password(kPassword, hash, cost)); }
};

double seconds_since(steady_clock::time_point start) { return duration<double>(steady_clock::now() - start).count(); }

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) + static_cast<double>(usage.ru_utime.tv_usec) / 1e6;
}

struct Rate {
  double wall, cpu;  // hashes a second of each
};

/// `run` hashes until it is told to stop, and answers how many times.
Rate measure(const std::function<std::uint64_t()>& run) {
  const auto start = steady_clock::now();
  const double cpu = cpu_seconds();
  const auto done = static_cast<double>(run());
  return {done / seconds_since(start), done / (cpu_seconds() - cpu)};
}

std::uint64_t hash_barely(const Load& load) {
  std::atomic<std::uint64_t> done = 0;
  const auto start = steady_clock::now();
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < load.threads; ++i) {
    threads.emplace_back([&] {
      for (; seconds_since(start) < load.seconds; ++done) load.hash_once();
    });
  }
  for (auto& thread : threads) thread.join();
  return done;
}

/// Each piece of work that is done asks for another.
class Storm {
 public:
  explicit Storm(const Load& load)
      : load_(load), worker_({.threads = load.threads, .longest_wait = std::chrono::hours(1)}) {
    for (std::size_t i = 0; i < load.threads * kWaiting; ++i) ask();
  }
  ~Storm() { end(); }
  Storm(const Storm&) = delete;
  Storm& operator=(const Storm&) = delete;
  std::uint64_t end() {
    ending_ = true;
    worker_.stop();
    return done_;
  }

 private:
  void ask() {
    static_cast<void>(worker_.submit([this] {
      if (ending_) return;
      load_.hash_once();
      ++done_;
      ask();
    }));
  }

  const Load& load_;
  std::atomic<bool> ending_ = false;
  std::atomic<std::uint64_t> done_ = 0;
  PasswordWorker worker_;
};

std::uint64_t hash_through_worker(const Load& load) {
  Storm storm(load);
  std::this_thread::sleep_for(duration<double>(load.seconds));
  return storm.end();
}

void compare_rates(const Load& load) {
  std::vector<double> wall, cpu;
  for (int round = 0; round < kRounds; ++round) {
    const Rate bare = measure([&] { return hash_barely(load); });
    const Rate pooled = measure([&] { return hash_through_worker(load); });
    std::printf("  bare bcrypt %7.2f/s, worker %7.2f/s: %.3f; by processor time %.3f\n", bare.wall, pooled.wall,
                pooled.wall / bare.wall, pooled.cpu / bare.cpu);
    wall.push_back(pooled.wall / bare.wall);
    cpu.push_back(pooled.cpu / bare.cpu);
  }
  std::sort(wall.begin(), wall.end());
  std::sort(cpu.begin(), cpu.end());
  std::printf("  median %.3f, by processor time %.3f (bar 0.95)\n", wall[kRounds / 2], cpu[kRounds / 2]);
}

/// How late each check was done, after it should have begun.
void report_checks(const char* name, const Load& load) {
  const std::vector<std::uint8_t> bytes(kCheckBytes, 1);
  std::vector<double> late;
  const auto end = steady_clock::now() + std::chrono::duration_cast<microseconds>(duration<double>(load.seconds));
  for (auto due = steady_clock::now() + kCheckEvery; due < end;
       due = std::max(due + kCheckEvery, steady_clock::now())) {
    std::this_thread::sleep_until(due);
    const volatile auto ignored = sha256(bytes).bytes[0];
    static_cast<void>(ignored);
    late.push_back(seconds_since(due) * 1e3);
  }
  std::sort(late.begin(), late.end());
  const auto at = [&](double share) {
    return late[static_cast<std::size_t>(static_cast<double>(late.size() - 1) * share)];
  };
  std::printf("  %-28s p50 %6.2f  p99 %6.2f  p99.9 %6.2f  max %6.2f ms\n", name, at(0.5), at(0.99), at(0.999),
              late.back());
}

void add_nice(int nice) {
  const auto self = static_cast<id_t>(::syscall(SYS_gettid));
  ::setpriority(PRIO_PROCESS, self, ::getpriority(PRIO_PROCESS, self) + nice);
}
void set_idle() {
  const sched_param parameter{};
  ::sched_setscheduler(0, SCHED_IDLE, &parameter);
}

void check_beside(const char* name, const Load& load, std::size_t threads, const std::function<void()>& prepare) {
  std::atomic<bool> ending = false;
  std::atomic<std::uint64_t> done = 0;
  std::vector<std::thread> storm;
  for (std::size_t i = 0; i < threads; ++i) {
    storm.emplace_back([&] {
      prepare();
      for (; !ending; ++done) load.hash_once();
    });
  }
  report_checks(name, load);
  ending = true;
  for (auto& thread : storm) thread.join();
  std::printf("  %-28s %.2f hashes/s\n", "", static_cast<double>(done) / load.seconds);
}

void compare_priorities(const Load& load) {
  std::printf("checks every 2 ms beside\n");
  report_checks("nothing", load);
  check_beside("threads as they are", load, load.threads, [] {});
  check_beside("nice 10", load, load.threads, [] { add_nice(10); });
  check_beside("nice 15", load, load.threads, [] { add_nice(15); });
  check_beside("nice 19", load, load.threads, [] { add_nice(19); });
  check_beside("SCHED_IDLE", load, load.threads, set_idle);
  check_beside("as they are, one core left", load, std::max<std::size_t>(1, load.threads - 1), [] {});
  const Storm storm(load);
  report_checks("the worker", load);
}

}  // namespace
}  // namespace ratestack

int main(int argc, char** argv) {
  using namespace ratestack;
  service::SystemEntropy entropy;
  Load load{{},
            argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : service::kBcryptCost,
            argc > 2 ? std::atof(argv[2]) : 4.0};
  load.hash = service::hash_password(kPassword, entropy, load.cost).value();
  std::printf("cost %u, %zu threads\n", load.cost, load.threads);
  const std::string_view part = argc > 3 ? argv[3] : "all";
  if (part != "checks") compare_rates(load);
  if (part != "rates") compare_priorities(load);
  return 0;
}
