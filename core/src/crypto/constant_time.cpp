#include "ratestack/crypto/constant_time.hpp"

namespace ratestack {

bool constant_time_equal(ByteSpan left, ByteSpan right) noexcept {
  if (left.size() != right.size()) return false;
  std::uint32_t difference = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    difference |= static_cast<std::uint32_t>(left[i] ^ right[i]);
    // The compiler must take the value for unknown after every byte, or it might stop at the first difference.
    __asm__ volatile("" : "+r"(difference));
  }
  return difference == 0;
}

}  // namespace ratestack
