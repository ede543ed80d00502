// Who may try a secret (contract 3.9). One interface for the counters of one process and for those in Redis; one
// contract suite runs against both.
//
// An attempt reserves a place under each of its keys before the secret is looked at, all or none. A right secret gives
// the places back; a wrong one leaves them. So N guesses at the same moment cost N.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "native/service/lockout/limit_key.hpp"
#include "ratestack/limits/sliding_window.hpp"
#include "ratestack/limits/token_bucket.hpp"

namespace ratestack::service {

struct LockoutRules {
  WindowRule failures;  // of everything but API keys
  BucketRule api_key;
};

/// Places taken together.
struct Reservation {
  std::vector<LimitKey> keys;
  Timestamp taken_at;
  std::string id;  // what the implementation finds them by again
};

struct LockoutChange {
  LimitKind kind;
  Admission::Change change;
};

/// Admitted with a reservation, or refused for a while.
struct LockoutDecision {
  std::optional<Reservation> reservation;
  std::chrono::seconds retry_after{0};
  std::vector<LockoutChange> changes;  // locks that began or were found to have ended: each is told once
};

/// Any thread. Bounded: no call takes longer than the implementation's own deadline, and none fails: where the counters
/// cannot be reached, the decision is made with stricter ones of this process.
class Lockout {
 public:
  virtual ~Lockout() = default;
  /// Whether a call may wait for somebody else: never on a reactor thread then.
  [[nodiscard]] virtual bool may_wait() const noexcept = 0;
  virtual LockoutDecision reserve(std::span<const LimitKey> keys) = 0;
  /// After a right secret.
  virtual void give_back(const Reservation& reservation) = 0;
  /// An operator's word: as if nothing had been tried.
  virtual void clear(const LimitKey& key) = 0;
};

}  // namespace ratestack::service
