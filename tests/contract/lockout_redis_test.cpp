// What only the shared counters promise.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/contract/lockout_site.hpp"
#include "tests/support/test_limits.hpp"

namespace ratestack::contract {
namespace {

using service::LimitKey;
using service::LimitKind;
using service::LockoutMode;
using testing::key_of;
using testing::RedisServer;

const LimitKey kAccount = key_of(LimitKind::account, "victim@example.com");
const LimitKey kNetwork = key_of(LimitKind::network, "203.0.113.7");
const LimitKey kApiKey = key_of(LimitKind::api_key, "key");

int guesses(service::Lockout& lockout, int count, const std::vector<LimitKey>& keys) {
  int admitted = 0;
  for (int i = 0; i < count; ++i) admitted += lockout.reserve(keys).reservation ? 1 : 0;
  return admitted;
}

std::vector<std::string> lines(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

// Milliseconds to live of every key but the tests' clock: below zero for one that lives for ever.
std::vector<std::string> lifetimes(RedisHand& hand) {
  return lines(hand.ask({"EVAL",
                         "local out = {} for _, key in ipairs(redis.call('KEYS', '*')) do "
                         "if key ~= 'test:now' then out[#out + 1] = redis.call('PTTL', key) end end return out",
                         "0"}));
}

std::string names(RedisHand& hand) {
  return hand.ask({"EVAL", "return table.concat(redis.call('KEYS', '*'), '\\n')", "0"});
}

TEST(RedisLockout, EveryKeyHasATimeToLive) {
  RedisSite site;
  const auto held = site.lockout->reserve(std::array{kAccount, kNetwork, kApiKey});
  EXPECT_EQ(lifetimes(site.hand).size(), 4U);  // with the probe's
  site.lockout->give_back(*held.reservation);
  EXPECT_EQ(guesses(*site.lockout, 20, {kAccount, kNetwork}), 10);
  EXPECT_EQ(guesses(*site.lockout, 20, {kApiKey}), 5);
  EXPECT_EQ(lifetimes(site.hand).size(), 4U);
  for (const std::string& lifetime : lifetimes(site.hand)) EXPECT_GT(std::stoll(lifetime), 0);
}

TEST(RedisLockout, KeepsACounterForAsLongAsItCountsAndALockADayMore) {
  RedisSite site;
  EXPECT_EQ(guesses(*site.lockout, 10, {kAccount}), 10);
  const std::string key = "ratestack:{lockout}:account:";
  const auto lifetime = [&] {
    const std::string all = names(site.hand);
    const std::string name = all.substr(all.find(key), key.size() + 64);
    return std::stoll(lines(site.hand.ask({"EVAL", "return {redis.call('PTTL', KEYS[1])}", "1", name})).front());
  };
  EXPECT_LE(lifetime(), 900'000);
  EXPECT_GT(lifetime(), 800'000);
  EXPECT_EQ(guesses(*site.lockout, 1, {kAccount}), 0);
  EXPECT_GT(lifetime(), 86'400'000);
  EXPECT_LE(lifetime(), 86'400'000 + 900'000);
}

TEST(RedisLockout, LeavesNothingBehindOfARightSecret) {
  RedisSite site;
  for (const auto& key : {kAccount, kApiKey}) {
    const auto held = site.lockout->reserve({&key, 1});
    site.lockout->give_back(*held.reservation);
  }
  EXPECT_EQ(lifetimes(site.hand).size(), 1U);  // the probe's
}

TEST(RedisLockout, NamesKeysByPseudonymsAlone) {
  RedisSite site;
  site.lockout->reserve(std::array{testing::limit_keys().account("victim@example.com"), kNetwork});
  const std::string all = names(site.hand);
  EXPECT_NE(all.find("ratestack:{lockout}:account:"), std::string::npos);
  EXPECT_EQ(all.find("victim"), std::string::npos);
  EXPECT_EQ(all.find("203.0"), std::string::npos);
}

TEST(RedisLockout, CountsForAllReplicasTogetherOnTheServersTime) {
  RedisServer server;
  testing::SetClock one_clock;
  testing::SetClock another_clock;
  another_clock.advance_seconds(3'600);  // replicas' clocks differ
  const auto one = open_lockout(server.url(), one_clock, patient_options());
  const auto another = open_lockout(server.url(), another_clock, patient_options());
  EXPECT_EQ(guesses(*one, 6, {kAccount}), 6);
  EXPECT_EQ(guesses(*another, 20, {kAccount}), 4);
  EXPECT_EQ(guesses(*one, 20, {kAccount}), 0);
}

TEST(RedisLockout, GivesBackOnAReplicaWhatAnotherTook) {
  RedisServer server;
  testing::SetClock clock;
  const auto one = open_lockout(server.url(), clock, patient_options());
  const auto another = open_lockout(server.url(), clock, patient_options());
  const auto held = one->reserve({&kAccount, 1});
  another->give_back(*held.reservation);
  EXPECT_EQ(guesses(*one, 20, {kAccount}), 10);
}

TEST(RedisLockout, RunsAScriptThatRedisHasForgotten) {
  RedisSite site;
  EXPECT_EQ(guesses(*site.lockout, 4, {kAccount}), 4);
  EXPECT_EQ(site.hand.ask({"SCRIPT", "FLUSH"}), "OK");
  EXPECT_EQ(guesses(*site.lockout, 20, {kAccount}), 6);
  EXPECT_EQ(site.lockout->mode(), LockoutMode::shared);
}

TEST(RedisLockout, ReachesRedisByTcpAndByName) {
  RedisServer server(RedisServer::Listen::loopback_too);
  testing::SetClock clock;
  for (const std::string host : {"127.0.0.1", "localhost"}) {
    const std::string url = "redis://" + host + ':' + std::to_string(server.port()) + "/1";
    const auto lockout = open_lockout(url, clock, patient_options());
    EXPECT_EQ(lockout->mode(), LockoutMode::shared) << host;
    lockout->clear(kAccount);
    EXPECT_EQ(guesses(*lockout, 20, {kAccount}), 10);
  }
  RedisHand chosen(server.url() + "?db=1");
  RedisHand first(server.url());
  EXPECT_EQ(lifetimes(chosen).size(), 2U);
  EXPECT_TRUE(lifetimes(first).empty());
}

TEST(RedisLockout, SignsIn) {
  RedisServer server(RedisServer::Listen::unix_alone, {"--requirepass", "p@ss word"});
  testing::SetClock clock;
  EXPECT_EQ(open_lockout("unix://:p%40ss%20word@" + server.socket(), clock, patient_options())->mode(),
            LockoutMode::shared);
  EXPECT_EQ(open_lockout("unix://default:p%40ss%20word@" + server.socket(), clock, patient_options())->mode(),
            LockoutMode::shared);
  EXPECT_EQ(open_lockout("unix://:wrong@" + server.socket(), clock, patient_options())->mode(), LockoutMode::local);
  EXPECT_EQ(open_lockout(server.url(), clock, patient_options())->mode(), LockoutMode::local);
}

TEST(ShareOf, IsThePartOfOneReplicaAndAtLeastOneTry) {
  const service::LockoutRules rules;
  const auto third = redis::share_of(rules, 3);
  EXPECT_EQ(third.failures.places, 3U);
  EXPECT_EQ(third.api_key.capacity, 1U);
  EXPECT_EQ(third.api_key.refill, std::chrono::minutes(3));
  EXPECT_EQ(third.failures.span, rules.failures.span);
  EXPECT_EQ(redis::share_of(rules, 1).failures.places, 10U);
  EXPECT_EQ(redis::share_of(rules, 0).api_key.capacity, 5U);
  EXPECT_EQ(redis::share_of(rules, 100).failures.places, 1U);
  EXPECT_EQ(redis::share_of(rules, 100).api_key.capacity, 1U);
}

}  // namespace
}  // namespace ratestack::contract
