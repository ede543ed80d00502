#include "ratestack/crypto/secure_wipe.hpp"

#include <cstring>

namespace ratestack {

void secure_wipe(MutableByteSpan bytes) noexcept {
  if (bytes.empty()) return;
  std::memset(bytes.data(), 0, bytes.size());
  // Claims to read the memory, so that the stores before it stay, even when this function is inlined before a free.
  __asm__ volatile("" : : "r"(bytes.data()) : "memory");
}

}  // namespace ratestack
