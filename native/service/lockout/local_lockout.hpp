// The counters of one process, in memory.
#pragma once

#include <mutex>
#include <unordered_map>
#include <variant>

#include "native/service/clock.hpp"
#include "native/service/lockout/lockout.hpp"

namespace ratestack::service {

class LocalLockout final : public Lockout {
 public:
  static constexpr std::size_t kMaxKeys = 100'000;

  LocalLockout(const Clock& clock, LockoutRules rules, std::size_t max_keys = kMaxKeys)
      : clock_(clock), rules_(rules), max_keys_(max_keys) {}

  [[nodiscard]] bool may_wait() const noexcept override { return false; }
  LockoutDecision reserve(std::span<const LimitKey> keys) override;
  void give_back(const Reservation& reservation) override;
  void clear(const LimitKey& key) override;

 private:
  using State = std::variant<SlidingWindow, TokenBucket>;
  struct HashOf {
    std::size_t operator()(const Digest& id) const noexcept;
  };
  using States = std::unordered_map<Digest, State, HashOf>;

  Admission take(const LimitKey& key, Timestamp now);
  void give_back(const LimitKey& key, Timestamp taken_at);
  /// The state of a key, where there is room for one.
  State* state_of(const LimitKey& key, Timestamp now);
  void drop_idle(Timestamp now);

  const Clock& clock_;
  const LockoutRules rules_;
  const std::size_t max_keys_;
  std::mutex mutex_;
  States states_;
};

}  // namespace ratestack::service
