// Whether two addresses in network order share their first bits.
#pragma once

#include <algorithm>

#include "ratestack/base/bytes.hpp"

namespace ratestack {

/// Both spans must hold `bits` bits.
inline bool shares_prefix(ByteSpan a, ByteSpan b, unsigned bits) noexcept {
  const std::size_t whole = bits / 8;
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
  const unsigned rest = bits % 8;
  return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

}  // namespace ratestack
