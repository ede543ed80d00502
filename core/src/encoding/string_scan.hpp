// Finds, sixteen bytes at a time, the next byte of a JSON string that is not plain ASCII text.
#pragma once

#include <bit>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace ratestack::encoding_detail {

/// Plain: printable ASCII and DEL, without the quote and the backslash (RFC 8259 section 7, `unescaped`).
[[nodiscard]] constexpr bool is_plain_string_byte(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

#if defined(__SSE2__)
// One bit a byte, set where the byte is not plain. The signed comparison catches control characters and bytes from
// 0x80 up in one step, because the latter are negative.
[[nodiscard]] inline unsigned special_mask(const char* p) noexcept {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  const __m128i outside = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20));
  const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  const __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(outside, _mm_or_si128(quote, backslash))));
}
#elif defined(__wasm_simd128__)
[[nodiscard]] inline unsigned special_mask(const char* p) noexcept {
  const v128_t bytes = wasm_v128_load(p);
  const v128_t outside = wasm_i8x16_lt(bytes, wasm_i8x16_splat(0x20));
  const v128_t quote = wasm_i8x16_eq(bytes, wasm_i8x16_splat('"'));
  const v128_t backslash = wasm_i8x16_eq(bytes, wasm_i8x16_splat('\\'));
  return static_cast<unsigned>(wasm_i8x16_bitmask(wasm_v128_or(outside, wasm_v128_or(quote, backslash))));
}
#endif

/// First byte in [p, end) that is not plain, or `end`. Reads nothing outside the range.
[[nodiscard]] inline const char* find_special(const char* p, const char* end) noexcept {
#if defined(__SSE2__) || defined(__wasm_simd128__)
  for (; end - p >= 16; p += 16) {
    if (const unsigned mask = special_mask(p)) return p + std::countr_zero(mask);
  }
#endif
  while (p != end && is_plain_string_byte(*p)) ++p;
  return p;
}

}  // namespace ratestack::encoding_detail
