// Looks at a block of memory at the moment it is given back to the heap: what an attacker would find there later.
#pragma once

#include "ratestack/base/bytes.hpp"

namespace ratestack::test {

/// While it lives, `operator delete` of this program notes whether the block at `bytes` held only zeros. One at a time.
class WatchedBlock {
 public:
  explicit WatchedBlock(ByteSpan bytes) noexcept;
  ~WatchedBlock();
  WatchedBlock(const WatchedBlock&) = delete;
  WatchedBlock& operator=(const WatchedBlock&) = delete;

  [[nodiscard]] bool was_freed() const noexcept;
  [[nodiscard]] bool was_zero_when_freed() const noexcept;
};

}  // namespace ratestack::test
