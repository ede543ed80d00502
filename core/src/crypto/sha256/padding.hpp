// FIPS 180-4, 5.1.1: a message ends with the bit 1, zeros, and its length in bits as 64 bits.
#pragma once

#include <cstring>

#include "crypto/sha256/big_endian.hpp"
#include "crypto/sha256/kernels.hpp"

namespace ratestack::sha256_kernels {

/// Room for the last, incomplete block of a message and for the padding that may spill over into another one.
using Tail = std::array<std::uint8_t, 2 * kBlockSize>;

/// `tail` starts with the `held` bytes (< 64) after the last whole block of a message of `total` bytes. Writes the
/// padding behind them and answers how many blocks `tail` holds now: 1 or 2.
inline std::size_t pad(Tail& tail, std::size_t held, std::uint64_t total) noexcept {
  constexpr std::size_t kLengthOffset = kBlockSize - sizeof(std::uint64_t);
  const std::size_t blocks = held < kLengthOffset ? 1 : 2;
  const std::size_t length_at = (blocks - 1) * kBlockSize + kLengthOffset;
  tail[held] = 0x80;
  std::memset(tail.data() + held + 1, 0, length_at - held - 1);
  store_be64(tail.data() + length_at, total * 8);
  return blocks;
}

inline void store_digest(const State& state, Digest& out) noexcept {
  for (std::size_t i = 0; i < state.size(); ++i) store_be32(out.bytes.data() + 4 * i, state[i]);
}

}  // namespace ratestack::sha256_kernels
