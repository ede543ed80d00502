#include "native/service/lockout/local_lockout.hpp"

#include <algorithm>
#include <bitset>

namespace ratestack::service {

LocalLockout::LocalLockout(const Clock& clock, const LockoutRules& rules, std::size_t max_keys) : clock_(clock) {
  const std::size_t share = (max_keys + kShards - 1) / kShards;
  for (std::size_t i = 0; i < kShards; ++i) shards_.push_back(std::make_unique<Shard>(rules, share));
}

// In one order for everybody, so that two decisions never wait for each other.
LocalLockout::Locks LocalLockout::lock(std::span<const LimitKey> keys) {
  std::bitset<kShards> wanted;
  for (const LimitKey& key : keys) wanted.set(shard_of(key));
  Locks locks;
  for (std::size_t i = 0; i < kShards; ++i) {
    if (wanted.test(i)) locks[i] = std::unique_lock(shards_[i]->mutex);
  }
  return locks;
}

LockoutDecision LocalLockout::reserve(std::span<const LimitKey> keys) {
  const Locks locks = lock(keys);
  const Timestamp now = clock_.now();
  LockoutDecision decision;
  Reservation reservation{{}, now, {}};
  for (const LimitKey& key : keys) {
    const Admission admission = table_of(key).take(key, keys, now);
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
  for (const LimitKey& key : reservation.keys) table_of(key).give_back(key, now, now);
  return decision;
}

void LocalLockout::give_back(const Reservation& reservation) {
  const Locks locks = lock(reservation.keys);
  const Timestamp now = clock_.now();
  for (const LimitKey& key : reservation.keys) table_of(key).give_back(key, reservation.taken_at, now);
}

void LocalLockout::clear(const LimitKey& key) {
  const Locks locks = lock({&key, 1});
  table_of(key).erase(key);
}

}  // namespace ratestack::service
