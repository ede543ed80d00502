#include "native/redis/redis_lockout.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "ratestack/encoding/hex.hpp"

namespace ratestack::redis {

using service::LimitKey;
using service::LimitKind;
using service::LockoutDecision;
using service::Reservation;

namespace {

// The braces keep the keys of a decision on one node of a cluster: a script may touch no others.
constexpr std::string_view kPrefix = "ratestack:{lockout}:";
// Marks a reservation whose places are in Redis.
constexpr std::string_view kShared = "shared";
constexpr std::size_t kFixedAnswers = 2;
enum ScriptIndex : std::size_t { kReserve, kGiveBack };

std::string name_of(const LimitKey& key) {
  return std::string(kPrefix).append(to_string(key.kind)).append(":").append(hex_encode(key.id.bytes));
}

std::string micros(std::chrono::seconds time) {
  return std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(time).count());
}

// A bucket that is never empty: what is shown is that Redis runs the script and writes.
RedisLink::Probe probe() {
  return {kReserve, {{std::string(kPrefix) + "probe"}, {"b", "1000000", micros(std::chrono::seconds(1))}}};
}

Admission::Change to_change(std::int64_t answered) {
  if (answered == static_cast<std::int64_t>(ScriptChange::locked)) return Admission::Change::locked;
  if (answered == static_cast<std::int64_t>(ScriptChange::unlocked)) return Admission::Change::unlocked;
  return Admission::Change::none;
}

}  // namespace

service::LockoutRules share_of(const service::LockoutRules& rules, unsigned replicas) {
  const unsigned parts = std::max(1U, replicas);
  service::LockoutRules out = rules;
  out.failures.places = std::max<std::size_t>(1, rules.failures.places / parts);
  out.api_key.capacity = std::max(1U, rules.api_key.capacity / parts);
  out.api_key.refill = rules.api_key.refill * parts;
  return out;
}

RedisLockout::RedisLockout(RedisAddress address, const service::Clock& clock, RedisLockoutOptions options)
    : rules_(options.rules),
      local_(clock, share_of(options.rules, options.replicas)),
      link_(std::move(address), options.link,
            {std::move(options.scripts.reserve), std::move(options.scripts.give_back)}, probe(),
            std::move(options.on_mode)) {}

void RedisLockout::add_limit(ScriptCall& call, const LimitKey& key) const {
  call.keys.push_back(name_of(key));
  const bool is_bucket = key.kind == LimitKind::api_key;
  call.arguments.emplace_back(is_bucket ? "b" : "w");
  call.arguments.push_back(std::to_string(is_bucket ? rules_.api_key.capacity : rules_.failures.places));
  call.arguments.push_back(micros(is_bucket ? rules_.api_key.refill : rules_.failures.span));
}

LockoutDecision RedisLockout::reserve(std::span<const LimitKey> keys) {
  ScriptCall call;
  for (const LimitKey& key : keys) add_limit(call, key);
  if (const auto reply = link_.run(kReserve, call)) {
    if (auto decision = decision_of(reply.value(), keys)) return std::move(*decision);
  }
  return local_.reserve(keys);
}

std::optional<LockoutDecision> RedisLockout::decision_of(const Reply& reply, std::span<const LimitKey> keys) const {
  const auto answer = reply.integers();
  if (!answer || answer->size() != kFixedAnswers + keys.size()) return std::nullopt;
  LockoutDecision out;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto change = to_change((*answer)[kFixedAnswers + i]);
    if (change != Admission::Change::none) out.changes.push_back({keys[i].kind, change});
  }
  out.retry_after = std::chrono::seconds((*answer)[0]);
  if (out.retry_after.count() == 0) {
    const Timestamp taken_at = Timestamp::from_micros((*answer)[1]);
    out.reservation = Reservation{{keys.begin(), keys.end()}, taken_at, std::string(kShared)};
  }
  return out;
}

void RedisLockout::give_back(const Reservation& reservation) {
  if (reservation.id != kShared) return local_.give_back(reservation);
  ScriptCall call;
  call.arguments.push_back(std::to_string(reservation.taken_at.micros()));
  for (const LimitKey& key : reservation.keys) add_limit(call, key);
  static_cast<void>(link_.run(kGiveBack, call));
}

void RedisLockout::clear(const LimitKey& key) {
  local_.clear(key);
  static_cast<void>(link_.run(Command(2).add("DEL").add(name_of(key))));
}

}  // namespace ratestack::redis
