// The operating system's clock and its source of randomness.
#pragma once

#include "native/service/clock.hpp"
#include "ratestack/crypto/entropy.hpp"

namespace ratestack::service {

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override;
};

/// getrandom(2). Thread safe.
class SystemEntropy final : public Entropy {
 public:
  void fill(MutableByteSpan out) override;
};

}  // namespace ratestack::service
