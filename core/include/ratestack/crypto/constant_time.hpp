// Comparing secrets without telling, by the time it takes, where they differ.
#pragma once

#include "ratestack/base/bytes.hpp"
#include "ratestack/crypto/digest.hpp"

namespace ratestack {

/// Reads every byte of both whatever they hold: time depends on the length alone. Different lengths are unequal at
/// once: a length is no secret. Does not hide what the caller does with the answer.
[[nodiscard]] bool constant_time_equal(ByteSpan left, ByteSpan right) noexcept;
[[nodiscard]] inline bool constant_time_equal(const Digest& left, const Digest& right) noexcept {
  return constant_time_equal(ByteSpan(left.bytes), ByteSpan(right.bytes));
}

}  // namespace ratestack
