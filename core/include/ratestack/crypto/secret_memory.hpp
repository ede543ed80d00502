// Where secrets live, as a parameter: core does not know how a system locks memory or keeps it out of core dumps.
#pragma once

#include <cstddef>

#include "ratestack/base/bytes.hpp"

namespace ratestack {

/// An allocator for secrets alone. Implementations are safe to call from any thread, and outlive all that they gave
/// out.
class SecretMemory {
 public:
  virtual ~SecretMemory() = default;

  /// `size` bytes of zeros, at least one. Never fails: where there is no memory the program ends, as with the heap.
  [[nodiscard]] virtual MutableByteSpan allocate(std::size_t size) = 0;

  /// Takes back exactly what `allocate` answered, which its owner has wiped.
  virtual void release(MutableByteSpan bytes) noexcept = 0;
};

}  // namespace ratestack
