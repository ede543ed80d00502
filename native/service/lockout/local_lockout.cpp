#include "native/service/lockout/local_lockout.hpp"

#include <algorithm>
#include <cstring>

namespace ratestack::service {
namespace {

constexpr std::chrono::seconds kNoRoom{60};

}  // namespace

// The id is an HMAC: any of its bytes are as good as a hash of it.
std::size_t LocalLockout::HashOf::operator()(const Digest& id) const noexcept {
  std::size_t hash = 0;
  std::memcpy(&hash, id.bytes.data(), sizeof hash);
  return hash;
}

void LocalLockout::drop_idle(Timestamp now) {
  std::erase_if(states_, [&](const auto& entry) {
    if (const auto* window = std::get_if<SlidingWindow>(&entry.second)) return window->is_idle(rules_.failures, now);
    return std::get<TokenBucket>(entry.second).is_idle(rules_.api_key, now);
  });
}

// Full of live counters, nobody new is admitted: dropping one would unlock it for whoever fills the table.
LocalLockout::State* LocalLockout::state_of(const LimitKey& key, Timestamp now) {
  const auto found = states_.find(key.id);
  if (found != states_.end()) return &found->second;
  if (states_.size() >= max_keys_) drop_idle(now);
  if (states_.size() >= max_keys_) return nullptr;
  State fresh = key.kind == LimitKind::api_key ? State(TokenBucket()) : State(SlidingWindow());
  return &states_.emplace(key.id, std::move(fresh)).first->second;
}

Admission LocalLockout::take(const LimitKey& key, Timestamp now) {
  State* const state = state_of(key, now);
  if (state == nullptr) return {kNoRoom, Admission::Change::none};
  if (auto* const window = std::get_if<SlidingWindow>(state)) return window->take(rules_.failures, now);
  return std::get<TokenBucket>(*state).take(rules_.api_key, now);
}

void LocalLockout::give_back(const LimitKey& key, Timestamp taken_at) {
  const auto found = states_.find(key.id);
  if (found == states_.end()) return;
  if (auto* const window = std::get_if<SlidingWindow>(&found->second)) return window->give_back(taken_at);
  std::get<TokenBucket>(found->second).give_back(rules_.api_key);
}

LockoutDecision LocalLockout::reserve(std::span<const LimitKey> keys) {
  const std::lock_guard lock(mutex_);
  const Timestamp now = clock_.now();
  LockoutDecision decision;
  Reservation reservation{{}, now, {}};
  for (const LimitKey& key : keys) {
    const Admission admission = take(key, now);
    if (admission.change != Admission::Change::none) decision.changes.push_back({key.kind, admission.change});
    if (admission.admitted())
      reservation.keys.push_back(key);
    else
      decision.retry_after = std::max(decision.retry_after, *admission.retry_after);
  }
  if (decision.retry_after.count() == 0) {
    decision.reservation = std::move(reservation);
    return decision;
  }
  for (const LimitKey& key : reservation.keys) give_back(key, now);
  return decision;
}

void LocalLockout::give_back(const Reservation& reservation) {
  const std::lock_guard lock(mutex_);
  for (const LimitKey& key : reservation.keys) give_back(key, reservation.taken_at);
}

void LocalLockout::clear(const LimitKey& key) {
  const std::lock_guard lock(mutex_);
  states_.erase(key.id);
}

}  // namespace ratestack::service
