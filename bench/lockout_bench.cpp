// Lockout decisions: of one process in memory, and of Redis over a unix socket beside plain hiredis that sends EVALSHA
// of the same script with the same arguments, in the same run.
//   build/release/bin/bench_lockout --benchmark_enable_random_interleaving=true --benchmark_repetitions=5
// Items are decisions. A hot key is one API key that everybody uses; a sign-in is an account and a network of many,
// reserved and given back: two calls.
#include <benchmark/benchmark.h>
#include <hiredis/hiredis.h>

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "native/redis/redis_lockout.hpp"
#include "native/service/lockout/local_lockout.hpp"
#include "tests/support/redis_server.hpp"
#include "tests/support/set_clock.hpp"
#include "tests/support/test_limits.hpp"

namespace ratestack {
namespace {

using service::LimitKey;
using service::LimitKind;
using testing::key_of;

constexpr std::size_t kManyKeys = 16'384;
// Never empty: every decision is one that admits, and writes.
const service::LockoutRules kRules{{1'000'000, std::chrono::seconds(900)}, {4'000'000'000, std::chrono::seconds(1)}};
const std::array kHot{key_of(LimitKind::api_key, "hot")};

class SystemClock final : public service::Clock {
 public:
  [[nodiscard]] Timestamp now() const override {
    return Timestamp::from_micros(
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
  }
};

const std::vector<std::array<LimitKey, 2>>& sign_ins() {
  static const auto made = [] {
    std::vector<std::array<LimitKey, 2>> out;
    for (std::size_t i = 0; i < kManyKeys; ++i) {
      const std::string name = std::to_string(i);
      out.push_back({key_of(LimitKind::account, name), key_of(LimitKind::network, name)});
    }
    return out;
  }();
  return made;
}

const SystemClock& system_clock() {
  static const SystemClock clock;
  return clock;
}

testing::RedisServer& server() {
  static testing::RedisServer running;
  return running;
}

redis::RedisLockout& shared_lockout() {
  static const auto made = [] {
    redis::RedisLockoutOptions options;
    options.rules = kRules;
    options.link.deadline = std::chrono::seconds(1);  // the rate is asked for, on a machine that may be busy
    auto address = redis::RedisAddress::parse(server().url());
    return std::make_unique<redis::RedisLockout>(std::move(address).value(), system_clock(), std::move(options));
  }();
  return *made;
}

service::LocalLockout& local_lockout() {
  static service::LocalLockout made(system_clock(), kRules);
  return made;
}

void decide_hot(benchmark::State& state, service::Lockout& lockout) {
  for (auto _ : state) {
    if (!lockout.reserve(kHot).reservation) state.SkipWithError("refused");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

void sign_in(benchmark::State& state, service::Lockout& lockout) {
  std::size_t turn = static_cast<std::size_t>(state.thread_index()) * 1'021;
  for (auto _ : state) {
    const auto decision = lockout.reserve(sign_ins()[turn++ % kManyKeys]);
    if (!decision.reservation) return state.SkipWithError("refused");
    lockout.give_back(*decision.reservation);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

// Newcomers alone, far more than there is room for: each takes the place of another.
void BM_Local_Flood(benchmark::State& state) {
  service::LocalLockout lockout(system_clock(), kRules, 10'000);
  std::uint64_t turn = 0;
  LimitKey key = key_of(LimitKind::network, "");
  for (auto _ : state) {
    ++turn;
    for (std::size_t i = 0; i < 16; ++i)
      key.id.bytes[i] = static_cast<std::uint8_t>((turn * 0x9E3779B97F4A7C15U) >> (i * 4));
    if (!lockout.reserve({&key, 1}).reservation) state.SkipWithError("refused");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(BM_Local_Flood);

void BM_Local_HotKey(benchmark::State& state) { decide_hot(state, local_lockout()); }
BENCHMARK(BM_Local_HotKey)->Threads(1)->Threads(2)->UseRealTime();

void BM_Local_SignIn(benchmark::State& state) { sign_in(state, local_lockout()); }
BENCHMARK(BM_Local_SignIn)->Threads(1)->Threads(2)->UseRealTime();

void BM_Redis_HotKey(benchmark::State& state) {
  decide_hot(state, shared_lockout());
  if (shared_lockout().mode() != service::LockoutMode::shared) state.SkipWithError("Redis was given up on");
}
BENCHMARK(BM_Redis_HotKey)->Threads(1)->Threads(4)->Threads(8)->UseRealTime();

void BM_Redis_SignIn(benchmark::State& state) { sign_in(state, shared_lockout()); }
BENCHMARK(BM_Redis_SignIn)->Threads(1)->Threads(4)->Threads(8)->UseRealTime();

using Context = std::unique_ptr<redisContext, decltype(&redisFree)>;
using RawReply = std::unique_ptr<redisReply, decltype(&freeReplyObject)>;

RawReply ask(redisContext* context, const std::vector<std::string>& words) {
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  for (const std::string& word : words) {
    texts.push_back(word.data());
    sizes.push_back(word.size());
  }
  void* const reply = redisCommandArgv(context, static_cast<int>(words.size()), texts.data(), sizes.data());
  return {static_cast<redisReply*>(reply), &freeReplyObject};
}

void BM_RawEvalsha_HotKey(benchmark::State& state) {
  const Context context(redisConnectUnix(server().socket().c_str()), &redisFree);
  const auto loaded = ask(context.get(), {"SCRIPT", "LOAD", redis::LockoutScripts::with_server_time().reserve});
  const std::vector<std::string> words{"EVALSHA", std::string(loaded->str, loaded->len),
                                       "1",       "ratestack:{lockout}:api_key:" + std::string(64, 'a'),
                                       "b",       "1000000",
                                       "1000000"};
  for (auto _ : state) {
    const auto reply = ask(context.get(), words);
    if (reply == nullptr || reply->type != REDIS_REPLY_ARRAY) state.SkipWithError("no answer");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(BM_RawEvalsha_HotKey)->Threads(1)->Threads(4)->Threads(8)->UseRealTime();

}  // namespace
}  // namespace ratestack
