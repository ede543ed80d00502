#include "native/service/lockout/limit_table.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace ratestack::service {
namespace {

constexpr std::chrono::seconds kNoRoom{60};
// How many are looked at for the one to go: enough to find one that counts little, few enough to cost no more than a
// few decisions.
constexpr std::size_t kLookedAt = 16;
constexpr std::size_t kMostBuckets = 64;

}  // namespace

// The id is an HMAC: any of its bytes are as good as a hash of it. Not the first, which chose the shard.
std::size_t LimitTable::HashOf::operator()(const Digest& id) const noexcept {
  std::size_t hash = 0;
  std::memcpy(&hash, id.bytes.data() + sizeof hash, sizeof hash);
  return hash;
}

LimitTable::LimitTable(const LockoutRules& rules, std::size_t capacity)
    : rules_(rules), capacity_(std::max<std::size_t>(1, capacity)) {}

LimitTable::State LimitTable::fresh(LimitKind kind) {
  return kind == LimitKind::api_key ? State(TokenBucket()) : State(SlidingWindow());
}

Admission LimitTable::take(const LimitKey& key, std::span<const LimitKey> together, Timestamp now) {
  State* const state = state_of(key, together, now);
  if (state == nullptr) return {kNoRoom, Admission::Change::none};
  if (auto* const window = std::get_if<SlidingWindow>(state)) return window->take(rules_.failures, now);
  return std::get<TokenBucket>(*state).take(rules_.api_key, now);
}

void LimitTable::give_back(const LimitKey& key, Timestamp taken_at, Timestamp now) {
  const auto found = states_.find(key.id);
  if (found == states_.end()) return;
  if (auto* const window = std::get_if<SlidingWindow>(&found->second)) return window->give_back(taken_at);
  std::get<TokenBucket>(found->second).give_back(rules_.api_key, taken_at, now);
}

LimitTable::State* LimitTable::state_of(const LimitKey& key, std::span<const LimitKey> together, Timestamp now) {
  const auto found = states_.find(key.id);
  if (found != states_.end()) return &found->second;
  if (states_.size() < capacity_) return &states_.emplace(key.id, fresh(key.kind)).first->second;
  const Victim victim = find_victim(together, now);
  return victim.id == nullptr ? nullptr : put_in_place_of(*victim.id, key);
}

// In the same piece of memory: a flood of newcomers allocates nothing.
LimitTable::State* LimitTable::put_in_place_of(const Digest& victim, const LimitKey& key) {
  auto node = states_.extract(victim);
  node.key() = key.id;
  node.mapped() = fresh(key.kind);
  return &states_.insert(std::move(node)).position->second;
}

LimitTable::Load LimitTable::load_of(const State& state, Timestamp now) const {
  if (const auto* const window = std::get_if<SlidingWindow>(&state)) {
    return {window->held(rules_.failures, now), rules_.failures.places};
  }
  return {std::get<TokenBucket>(state).held(rules_.api_key, now), rules_.api_key.capacity};
}

LimitTable::Victim LimitTable::find_victim(std::span<const LimitKey> together, Timestamp now) {
  Victim best;
  std::size_t seen = 0;
  for (std::size_t buckets = 0; seen < kLookedAt && buckets < kMostBuckets; ++buckets) {
    hand_ = (hand_ + 1) % states_.bucket_count();
    for (auto entry = states_.cbegin(hand_); entry != states_.cend(hand_); ++entry, ++seen) {
      consider(*entry, together, now, best);
    }
  }
  return best;
}

void LimitTable::consider(const States::value_type& entry, std::span<const LimitKey> together, Timestamp now,
                          Victim& best) const {
  const auto is_it = [&](const LimitKey& key) { return key.id == entry.first; };
  if (std::any_of(together.begin(), together.end(), is_it)) return;
  const Load load = load_of(entry.second, now);
  if (load.held >= load.most) return;
  if (best.id == nullptr || load.held < best.held) best = {&entry.first, load.held};
}

}  // namespace ratestack::service
