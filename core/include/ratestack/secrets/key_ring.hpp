// The master keys that a process was given: the current one, and while keys are rotated another one beside it.
#pragma once

#include <optional>

#include "ratestack/secrets/master_key.hpp"

namespace ratestack {

/// Immutable; safe to use from any number of threads.
class KeyRing {
 public:
  /// SecretError::equal_keys where both are one key, in whatever spelling they came, or share a kid: envelopes could
  /// not say which is meant.
  static Result<KeyRing> create(MasterKey current, std::optional<MasterKey> previous);

  [[nodiscard]] const MasterKey& current() const noexcept { return current_; }
  [[nodiscard]] const std::optional<MasterKey>& previous() const noexcept { return previous_; }
  /// Null where the ring has no such key. Lives as long as the ring.
  [[nodiscard]] const MasterKey* find(const Kid& kid) const noexcept;
  [[nodiscard]] bool holds(const Kid& kid) const noexcept { return find(kid) != nullptr; }

 private:
  KeyRing(MasterKey current, std::optional<MasterKey> previous)
      : current_(std::move(current)), previous_(std::move(previous)) {}
  MasterKey current_;
  std::optional<MasterKey> previous_;
};

}  // namespace ratestack
