#include "tests/contract/lockout_site.hpp"

#include <gtest/gtest.h>

namespace ratestack::contract {
namespace {

constexpr std::chrono::seconds kPatience{30};
constexpr std::string_view kSetTime = "local now = tonumber(redis.call('GET', 'test:now'))\n";

redis::Deadline patience() { return redis::Deadline::in(kPatience); }

}  // namespace

service::OnLockoutMode ModeLog::listener() {
  return [this](service::LockoutMode mode) {
    const std::lock_guard lock(mutex_);
    told_.push_back(mode);
    changed_.notify_all();
  };
}

std::vector<service::LockoutMode> ModeLog::told() const {
  const std::lock_guard lock(mutex_);
  return told_;
}

bool ModeLog::wait_for(std::size_t changes) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, kPatience, [&] { return told_.size() >= changes; });
}

RedisHand::RedisHand(const std::string& url) {
  const auto address = redis::RedisAddress::parse(url);
  connection_ = std::move(redis::Connection::open(address.value(), address->host(), patience())).value();
}

redis::Reply RedisHand::reply(const std::vector<std::string>& words) {
  redis::Command command(words.size());
  for (const std::string& word : words) command.add(word);
  return std::move(connection_->call(command.bytes(), patience())).value();
}

std::string RedisHand::ask(const std::vector<std::string>& words) {
  const redis::Reply answer = reply(words);
  const auto integers = answer.integers();
  if (!integers) return std::string(answer.text());
  std::string out;
  for (const std::int64_t integer : *integers) out += std::to_string(integer) + '\n';
  return out;
}

redis::RedisLockoutOptions patient_options(const service::LockoutRules& rules) {
  redis::RedisLockoutOptions out;
  out.rules = rules;
  out.link.deadline = std::chrono::seconds(5);
  out.link.breaker.first_wait = std::chrono::milliseconds(5);
  out.link.breaker.longest_wait = std::chrono::milliseconds(50);
  return out;
}

redis::RedisLockoutOptions with_set_time(redis::RedisLockoutOptions options) {
  options.scripts = redis::LockoutScripts::with_time(kSetTime);
  return options;
}

std::unique_ptr<redis::RedisLockout> open_lockout(const std::string& url, const service::Clock& clock,
                                                  redis::RedisLockoutOptions options) {
  auto address = redis::RedisAddress::parse(url);
  return std::make_unique<redis::RedisLockout>(std::move(address).value(), clock, std::move(options));
}

RedisSite::RedisSite(const service::LockoutRules& rules) : hand(server.url()) {
  set_time();
  lockout = open_lockout(server.url(), clock, with_set_time(patient_options(rules)));
  EXPECT_EQ(lockout->mode(), service::LockoutMode::shared);
}

void RedisSite::advance(std::chrono::milliseconds time) {
  clock.advance_millis(time.count());
  set_time();
}

void RedisSite::set_time() { EXPECT_EQ(hand.ask({"SET", "test:now", std::to_string(clock.now().micros())}), "OK"); }

}  // namespace ratestack::contract
