// The counters that all replicas share, in Redis (contract 3.9).
#pragma once

#include "native/redis/lockout_script.hpp"
#include "native/redis/redis_link.hpp"
#include "native/service/clock.hpp"
#include "native/service/lockout/local_lockout.hpp"
#include "native/service/lockout/lockout.hpp"

namespace ratestack::redis {

struct RedisLockoutOptions {
  service::LockoutRules rules;
  unsigned replicas = 1;  // how many share the counts; each admits its part alone while Redis is away
  LinkOptions link;
  service::OnLockoutMode on_mode;
  LockoutScripts scripts = LockoutScripts::with_server_time();
};

/// Any thread. A decision takes no longer than the link's deadline. One that Redis did not answer in time, whatever the
/// reason, is made by counters of this process that admit a part of what the shared ones would: never by nobody. A
/// place that could not be given back counts as a failure until it lapses.
class RedisLockout final : public service::Lockout {
 public:
  /// The clock, of the local counters, must outlive it.
  RedisLockout(RedisAddress address, const service::Clock& clock, RedisLockoutOptions options);

  [[nodiscard]] bool may_wait() const noexcept override { return true; }
  service::LockoutDecision reserve(std::span<const service::LimitKey> keys) override;
  void give_back(const service::Reservation& reservation) override;
  void clear(const service::LimitKey& key) override;

  [[nodiscard]] service::LockoutMode mode() const { return link_.mode(); }

 private:
  void add_limit(ScriptCall& call, const service::LimitKey& key) const;
  [[nodiscard]] std::optional<service::LockoutDecision> decision_of(const Reply& reply,
                                                                    std::span<const service::LimitKey> keys) const;

  const service::LockoutRules rules_;
  service::LocalLockout local_;
  RedisLink link_;
};

/// The part of one of so many replicas. Never nothing: at least one try.
[[nodiscard]] service::LockoutRules share_of(const service::LockoutRules& rules, unsigned replicas);

}  // namespace ratestack::redis
