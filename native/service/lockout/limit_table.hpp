// A bounded table of what is counted, by key: one shard of the counters of a process.
#pragma once

#include <cstddef>
#include <span>
#include <unordered_map>
#include <variant>

#include "native/service/lockout/lockout.hpp"

namespace ratestack::service {

/// Not thread safe. Never more than `capacity` keys, for however many are tried: a newcomer takes the room of a counter
/// that counts nothing any more, or else of one that counts least. A lock is never given up for a newcomer, so who
/// fills the table unlocks nothing by it; and as the fewest failures go first, nor does it win many guesses.
class LimitTable {
 public:
  LimitTable(const LockoutRules& rules, std::size_t capacity);

  /// Takes a place. The keys of the same decision, `together`, are not evicted for it. Full of locks: refused.
  Admission take(const LimitKey& key, std::span<const LimitKey> together, Timestamp now);
  void give_back(const LimitKey& key, Timestamp taken_at, Timestamp now);
  void erase(const LimitKey& key) { states_.erase(key.id); }
  [[nodiscard]] std::size_t size() const noexcept { return states_.size(); }

 private:
  using State = std::variant<SlidingWindow, TokenBucket>;
  struct HashOf {
    std::size_t operator()(const Digest& id) const noexcept;
  };
  using States = std::unordered_map<Digest, State, HashOf>;
  struct Load {
    std::size_t held;
    std::size_t most;
  };
  struct Victim {
    const Digest* id = nullptr;
    std::size_t held = 0;
  };

  static State fresh(LimitKind kind);
  State* state_of(const LimitKey& key, std::span<const LimitKey> together, Timestamp now);
  State* put_in_place_of(const Digest& victim, const LimitKey& key);
  [[nodiscard]] Load load_of(const State& state, Timestamp now) const;
  [[nodiscard]] Victim find_victim(std::span<const LimitKey> together, Timestamp now);
  void consider(const States::value_type& entry, std::span<const LimitKey> together, Timestamp now, Victim& best) const;

  const LockoutRules rules_;
  const std::size_t capacity_;
  States states_;
  std::size_t hand_ = 0;  // the bucket to look at next
};

}  // namespace ratestack::service
