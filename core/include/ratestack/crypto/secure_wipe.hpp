// Overwriting memory that held a secret, in a way that no optimiser removes.
#pragma once

#include "ratestack/base/bytes.hpp"

namespace ratestack {

/// Sets every byte to zero, also where the compiler can see that nobody reads them again.
/// Does not reach copies in registers, in swap, or made by whoever filled the buffer.
void secure_wipe(MutableByteSpan bytes) noexcept;

}  // namespace ratestack
