// The counters of one process, in memory.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <vector>

#include "native/service/clock.hpp"
#include "native/service/lockout/limit_table.hpp"
#include "native/service/lockout/lockout.hpp"

namespace ratestack::service {

/// Any thread; waits for nobody but for another decision about a key of the same shard. The clock must outlive it.
class LocalLockout final : public Lockout {
 public:
  static constexpr std::size_t kMaxKeys = 100'000;  // some 20 MB at most

  LocalLockout(const Clock& clock, const LockoutRules& rules, std::size_t max_keys = kMaxKeys);

  [[nodiscard]] bool may_wait() const noexcept override { return false; }
  LockoutDecision reserve(std::span<const LimitKey> keys) override;
  void give_back(const Reservation& reservation) override;
  void clear(const LimitKey& key) override;

 private:
  static constexpr std::size_t kShards = 16;
  struct alignas(64) Shard {
    Shard(const LockoutRules& rules, std::size_t capacity) : table(rules, capacity) {}
    std::mutex mutex;
    LimitTable table;  // guarded
  };
  /// Of every shard that the keys are in.
  using Locks = std::array<std::unique_lock<std::mutex>, kShards>;

  static std::size_t shard_of(const LimitKey& key) noexcept { return key.id.bytes[0] % kShards; }
  LimitTable& table_of(const LimitKey& key) noexcept { return shards_[shard_of(key)]->table; }
  [[nodiscard]] Locks lock(std::span<const LimitKey> keys);

  const Clock& clock_;
  std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace ratestack::service
