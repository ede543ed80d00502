#include "crypto/sha256/portable.hpp"

#include <bit>

#include "crypto/sha256/big_endian.hpp"
#include "crypto/sha256/constants.hpp"

namespace ratestack::sha256_kernels {
namespace {

using Schedule = std::array<std::uint32_t, 16>;  // a window: W[t] replaces W[t-16]

// FIPS 180-4, 4.1.2. Ch and Maj in the forms with the shortest path through their late operand.
inline std::uint32_t ch(std::uint32_t x, std::uint32_t y, std::uint32_t z) noexcept { return z ^ (x & (y ^ z)); }
inline std::uint32_t maj(std::uint32_t x, std::uint32_t y, std::uint32_t z) noexcept { return (x & y) ^ (z & (x ^ y)); }
inline std::uint32_t big_sigma0(std::uint32_t x) noexcept {
  return std::rotr(x, 2) ^ std::rotr(x, 13) ^ std::rotr(x, 22);
}
inline std::uint32_t big_sigma1(std::uint32_t x) noexcept {
  return std::rotr(x, 6) ^ std::rotr(x, 11) ^ std::rotr(x, 25);
}
inline std::uint32_t small_sigma0(std::uint32_t x) noexcept { return std::rotr(x, 7) ^ std::rotr(x, 18) ^ (x >> 3); }
inline std::uint32_t small_sigma1(std::uint32_t x) noexcept { return std::rotr(x, 17) ^ std::rotr(x, 19) ^ (x >> 10); }

inline void extend(Schedule& w, unsigned t) noexcept {
  w[t & 15] += small_sigma1(w[(t + 14) & 15]) + w[(t + 9) & 15] + small_sigma0(w[(t + 1) & 15]);
}

// One round without moving the eight variables: variable i of round t lives at (i - t) mod 8.
inline void round(State& v, unsigned t, std::uint32_t word) noexcept {
  const auto at = [&v, t](unsigned i) -> std::uint32_t& { return v[(i - t) & 7]; };
  const std::uint32_t t1 = at(7) + big_sigma1(at(4)) + ch(at(4), at(5), at(6)) + kRoundConstants[t] + word;
  at(3) += t1;
  at(7) = t1 + big_sigma0(at(0)) + maj(at(0), at(1), at(2));
}

void compress_block(State& state, const std::uint8_t* data) noexcept {
  Schedule w;
  for (unsigned t = 0; t < 16; ++t) w[t] = load_be32(data + std::size_t{4} * t);
  State v = state;
  // Sixteen rounds unrolled, so that all indices are constants and both arrays live in registers.
  for (unsigned base = 0; base < 64; base += 16) {
#pragma GCC unroll 16
    for (unsigned i = 0; i < 16; ++i) {
      if (base != 0) extend(w, i);
      round(v, base + i, w[i]);
    }
  }
  for (unsigned i = 0; i < 8; ++i) state[i] += v[i];
}

}  // namespace

void compress_portable(State& state, const std::uint8_t* data, std::size_t blocks) noexcept {
  for (; blocks != 0; --blocks, data += kBlockSize) compress_block(state, data);
}

}  // namespace ratestack::sha256_kernels
