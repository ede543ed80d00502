#include "crypto/sha256/wasm_simd128.hpp"

#include <wasm_simd128.h>

#define RATESTACK_WIDE_TARGET
#include "crypto/sha256/wide_rounds.hpp"

namespace ratestack::sha256_kernels {
namespace {

struct Simd128 {
  using Vector = v128_t;
  static constexpr std::size_t kLanes = 4;

  RATESTACK_WIDE_INLINE static Vector add(Vector a, Vector b) noexcept { return wasm_i32x4_add(a, b); }
  RATESTACK_WIDE_INLINE static Vector xor3(Vector a, Vector b, Vector c) noexcept {
    return wasm_v128_xor(wasm_v128_xor(a, b), c);
  }
  RATESTACK_WIDE_INLINE static Vector ch(Vector x, Vector y, Vector z) noexcept {
    return wasm_v128_xor(z, wasm_v128_and(x, wasm_v128_xor(y, z)));
  }
  RATESTACK_WIDE_INLINE static Vector maj(Vector x, Vector y, Vector z) noexcept {
    return wasm_v128_xor(y, wasm_v128_and(wasm_v128_xor(x, y), wasm_v128_xor(y, z)));
  }
  template <unsigned kBits>
  RATESTACK_WIDE_INLINE static Vector rotr(Vector x) noexcept {
    return wasm_v128_or(wasm_u32x4_shr(x, kBits), wasm_i32x4_shl(x, 32 - kBits));
  }
  template <unsigned kBits>
  RATESTACK_WIDE_INLINE static Vector shr(Vector x) noexcept {
    return wasm_u32x4_shr(x, kBits);
  }
  RATESTACK_WIDE_INLINE static Vector splat(std::uint32_t x) noexcept { return wasm_u32x4_splat(x); }
  RATESTACK_WIDE_INLINE static Vector load(const std::uint32_t* from) noexcept { return wasm_v128_load(from); }
  RATESTACK_WIDE_INLINE static void store(std::uint32_t* to, Vector x) noexcept { wasm_v128_store(to, x); }

  RATESTACK_WIDE_INLINE static void load_block(Vector* w, const LaneData<kLanes>& data, std::size_t offset) noexcept {
    for (unsigned i = 0; i < 16; i += 4) load_four_words(w + i, data, offset + std::size_t{4} * i);
  }

 private:
  RATESTACK_WIDE_INLINE static Vector load_big_endian(const std::uint8_t* from) noexcept {
    const Vector x = wasm_v128_load(from);
    return wasm_i8x16_shuffle(x, x, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
  }

  RATESTACK_WIDE_INLINE static void load_four_words(Vector* w, const LaneData<kLanes>& data, std::size_t at) noexcept {
    const Vector row0 = load_big_endian(data[0] + at);
    const Vector row1 = load_big_endian(data[1] + at);
    const Vector row2 = load_big_endian(data[2] + at);
    const Vector row3 = load_big_endian(data[3] + at);
    const Vector low01 = wasm_i32x4_shuffle(row0, row1, 0, 4, 1, 5);
    const Vector high01 = wasm_i32x4_shuffle(row0, row1, 2, 6, 3, 7);
    const Vector low23 = wasm_i32x4_shuffle(row2, row3, 0, 4, 1, 5);
    const Vector high23 = wasm_i32x4_shuffle(row2, row3, 2, 6, 3, 7);
    w[0] = wasm_i64x2_shuffle(low01, low23, 0, 2);
    w[1] = wasm_i64x2_shuffle(low01, low23, 1, 3);
    w[2] = wasm_i64x2_shuffle(high01, high23, 0, 2);
    w[3] = wasm_i64x2_shuffle(high01, high23, 1, 3);
  }
};

}  // namespace

void hash_links_simd128(std::span<const ChainLink> links, std::span<Digest> out) noexcept {
  hash_links<WideLanes<Simd128>>(links, out);
}

}  // namespace ratestack::sha256_kernels
