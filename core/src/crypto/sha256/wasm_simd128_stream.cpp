#include "crypto/sha256/wasm_simd128_stream.hpp"

#include <wasm_simd128.h>

#include <bit>

#include "crypto/sha256/constants.hpp"

#define RATESTACK_INLINE __attribute__((always_inline)) inline

namespace ratestack::sha256_kernels {
namespace {

// SIMD128 has no rotation.
template <unsigned Bits>
RATESTACK_INLINE v128_t rotr(v128_t x) noexcept {
  return wasm_v128_or(wasm_u32x4_shr(x, Bits), wasm_i32x4_shl(x, 32 - Bits));
}

RATESTACK_INLINE v128_t small_sigma0(v128_t x) noexcept {
  return wasm_v128_xor(wasm_v128_xor(rotr<7>(x), rotr<18>(x)), wasm_u32x4_shr(x, 3));
}

RATESTACK_INLINE v128_t small_sigma1(v128_t x) noexcept {
  return wasm_v128_xor(wasm_v128_xor(rotr<17>(x), rotr<19>(x)), wasm_u32x4_shr(x, 10));
}

RATESTACK_INLINE v128_t load_words(const std::uint8_t* data) noexcept {
  const v128_t bytes = wasm_v128_load(data);
  return wasm_i8x16_shuffle(bytes, bytes, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
}

// W[t..t+3] from the sixteen words before, which stand in w[0..3] with the oldest at `q`. The last two of the four
// depend on the first two (W[t-2]), so small_sigma1 runs twice over half-used vectors.
RATESTACK_INLINE v128_t extend(const v128_t* w, unsigned q) noexcept {
  const v128_t w16 = w[q & 3], w12 = w[(q + 1) & 3], w8 = w[(q + 2) & 3], w4 = w[(q + 3) & 3];
  const v128_t w15 = wasm_i32x4_shuffle(w16, w12, 1, 2, 3, 4);
  const v128_t w7 = wasm_i32x4_shuffle(w8, w4, 1, 2, 3, 4);
  const v128_t partial = wasm_i32x4_add(wasm_i32x4_add(w16, small_sigma0(w15)), w7);
  const v128_t low = wasm_i32x4_add(partial, small_sigma1(wasm_i32x4_shuffle(w4, w4, 2, 3, 2, 3)));
  const v128_t high = wasm_i32x4_add(partial, small_sigma1(wasm_i32x4_shuffle(low, low, 0, 1, 0, 1)));
  return wasm_i32x4_shuffle(low, high, 0, 1, 6, 7);
}

/// The eight variables as plain integers, and b ^ c of the round before: Maj(a, b, c) = b ^ ((a ^ b) & (b ^ c)).
struct Rounds {
  std::uint32_t a, b, c, d, e, f, g, h, b_xor_c;

  RATESTACK_INLINE void round(std::uint32_t word_and_constant) noexcept {
    const std::uint32_t big_sigma1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
    const std::uint32_t big_sigma0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
    const std::uint32_t t1 = h + word_and_constant + (g ^ (e & (f ^ g))) + big_sigma1;
    const std::uint32_t a_xor_b = a ^ b;
    const std::uint32_t t2 = big_sigma0 + (b ^ (a_xor_b & b_xor_c));
    h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2, b_xor_c = a_xor_b;
  }
};

RATESTACK_INLINE void compress_block(State& state, const std::uint8_t* data) noexcept {
  v128_t w[4] = {load_words(data), load_words(data + 16), load_words(data + 32), load_words(data + 48)};
  Rounds v{state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7], state[1] ^ state[2]};
  // All sixteen unrolled: the moves of round() become names, and w[] stays in registers.
#pragma clang loop unroll(full)
  for (unsigned q = 0; q < 16; ++q) {
    const v128_t wk = wasm_i32x4_add(w[q & 3], wasm_v128_load(kRoundConstants.data() + std::size_t{4} * q));
    if (q < 12) w[q & 3] = extend(w, q);
    v.round(static_cast<std::uint32_t>(wasm_i32x4_extract_lane(wk, 0)));
    v.round(static_cast<std::uint32_t>(wasm_i32x4_extract_lane(wk, 1)));
    v.round(static_cast<std::uint32_t>(wasm_i32x4_extract_lane(wk, 2)));
    v.round(static_cast<std::uint32_t>(wasm_i32x4_extract_lane(wk, 3)));
  }
  const State after{v.a, v.b, v.c, v.d, v.e, v.f, v.g, v.h};
  for (unsigned i = 0; i < 8; ++i) state[i] += after[i];
}

}  // namespace

void compress_simd128(State& state, const std::uint8_t* data, std::size_t blocks) noexcept {
  for (; blocks != 0; --blocks, data += kBlockSize) compress_block(state, data);
}

}  // namespace ratestack::sha256_kernels
