// Comparing secrets without telling, by the time it takes, where they differ.
#pragma once

#include "ratestack/base/bytes.hpp"
#include "ratestack/crypto/digest.hpp"

namespace ratestack {

/// Reads every byte of both whatever they hold. Different lengths are unequal at once: a length is no secret.
[[nodiscard]] bool constant_time_equal(ByteSpan a, ByteSpan b) noexcept;
[[nodiscard]] inline bool constant_time_equal(const Digest& a, const Digest& b) noexcept {
  return constant_time_equal(ByteSpan(a.bytes), ByteSpan(b.bytes));
}

}  // namespace ratestack
