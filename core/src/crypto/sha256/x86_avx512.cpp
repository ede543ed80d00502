#include "crypto/sha256/x86_avx512.hpp"

#include <immintrin.h>

// GCC 12's own header initialises its "undefined" vectors with themselves and then warns about it.
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#define RATESTACK_WIDE_TARGET __attribute__((target("avx512f,avx512bw")))
#include "crypto/sha256/wide_rounds.hpp"

namespace ratestack::sha256_kernels {
namespace {

struct Avx512 {
  using Vector = __m512i;
  static constexpr std::size_t kLanes = 16;

  RATESTACK_WIDE_INLINE static Vector add(Vector a, Vector b) noexcept { return _mm512_add_epi32(a, b); }
  // vpternlogd takes any function of three bits as its truth table.
  RATESTACK_WIDE_INLINE static Vector xor3(Vector a, Vector b, Vector c) noexcept {
    return _mm512_ternarylogic_epi32(a, b, c, 0x96);
  }
  RATESTACK_WIDE_INLINE static Vector ch(Vector x, Vector y, Vector z) noexcept {
    return _mm512_ternarylogic_epi32(x, y, z, 0xCA);
  }
  RATESTACK_WIDE_INLINE static Vector maj(Vector x, Vector y, Vector z) noexcept {
    return _mm512_ternarylogic_epi32(x, y, z, 0xE8);
  }
  template <int kBits>
  RATESTACK_WIDE_INLINE static Vector rotr(Vector x) noexcept {
    return _mm512_ror_epi32(x, kBits);
  }
  template <int kBits>
  RATESTACK_WIDE_INLINE static Vector shr(Vector x) noexcept {
    return _mm512_srli_epi32(x, kBits);
  }
  RATESTACK_WIDE_INLINE static Vector splat(std::uint32_t x) noexcept { return _mm512_set1_epi32(static_cast<int>(x)); }
  RATESTACK_WIDE_INLINE static Vector load(const std::uint32_t* from) noexcept { return _mm512_loadu_si512(from); }
  RATESTACK_WIDE_INLINE static void store(std::uint32_t* to, Vector x) noexcept { _mm512_storeu_si512(to, x); }

  // Sixteen rows of one lane each become sixteen columns of one word each: pairs, quads, then 128-bit groups.
  RATESTACK_WIDE_INLINE static void load_block(Vector* w, const LaneData<kLanes>& data, std::size_t offset) noexcept {
    Vector rows[16];
    for (std::size_t i = 0; i < kLanes; ++i) rows[i] = load_big_endian(data[i] + offset);
    Vector quads[16];
#pragma GCC unroll 4
    for (unsigned i = 0; i < 16; i += 4) transpose_in_groups(rows + i, quads + i);
#pragma GCC unroll 4
    for (unsigned i = 0; i < 4; ++i) transpose_groups(quads, w, i);
  }

 private:
  RATESTACK_WIDE_INLINE static Vector load_big_endian(const std::uint8_t* from) noexcept {
    const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    return _mm512_shuffle_epi8(_mm512_loadu_si512(from), _mm512_broadcast_i32x4(order));
  }

  // out[j], group g: word 4g+j of the four rows.
  RATESTACK_WIDE_INLINE static void transpose_in_groups(const Vector* rows, Vector* out) noexcept {
    const Vector low01 = _mm512_unpacklo_epi32(rows[0], rows[1]);
    const Vector high01 = _mm512_unpackhi_epi32(rows[0], rows[1]);
    const Vector low23 = _mm512_unpacklo_epi32(rows[2], rows[3]);
    const Vector high23 = _mm512_unpackhi_epi32(rows[2], rows[3]);
    out[0] = _mm512_unpacklo_epi64(low01, low23);
    out[1] = _mm512_unpackhi_epi64(low01, low23);
    out[2] = _mm512_unpacklo_epi64(high01, high23);
    out[3] = _mm512_unpackhi_epi64(high01, high23);
  }

  // Word 4g+j of all sixteen lanes from group g of the four vectors that hold it.
  RATESTACK_WIDE_INLINE static void transpose_groups(const Vector* quads, Vector* w, unsigned j) noexcept {
    const Vector even_low = _mm512_shuffle_i32x4(quads[j], quads[4 + j], 0x88);
    const Vector even_high = _mm512_shuffle_i32x4(quads[8 + j], quads[12 + j], 0x88);
    const Vector odd_low = _mm512_shuffle_i32x4(quads[j], quads[4 + j], 0xDD);
    const Vector odd_high = _mm512_shuffle_i32x4(quads[8 + j], quads[12 + j], 0xDD);
    w[j] = _mm512_shuffle_i32x4(even_low, even_high, 0x88);
    w[4 + j] = _mm512_shuffle_i32x4(odd_low, odd_high, 0x88);
    w[8 + j] = _mm512_shuffle_i32x4(even_low, even_high, 0xDD);
    w[12 + j] = _mm512_shuffle_i32x4(odd_low, odd_high, 0xDD);
  }
};

}  // namespace

void hash_links_avx512(std::span<const ChainLink> links, std::span<Digest> out) noexcept {
  hash_links<WideLanes<Avx512>>(links, out);
}

}  // namespace ratestack::sha256_kernels
