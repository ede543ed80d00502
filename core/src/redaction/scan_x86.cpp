#include <immintrin.h>

#include "redaction/nibble_classes.hpp"
#include "redaction/scan.hpp"

namespace ratestack::redaction_detail {
namespace {

// SSE2 has no byte shuffle: comparisons do it.
std::uint64_t mask_of(__m128i matches) noexcept { return static_cast<unsigned>(_mm_movemask_epi8(matches)); }

__m128i equal(__m128i bytes, char c) noexcept { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); }

// Signed comparison: the bounds are ASCII, and bytes from 0x80 up are negative.
__m128i between(__m128i bytes, char low, char high) noexcept {
  return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(low - 1))),
                       _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(high + 1))));
}

template <typename... More>
__m128i any_of(__m128i first, More... more) noexcept {
  if constexpr (sizeof...(more) == 0) {
    return first;
  } else {
    return _mm_or_si128(first, any_of(more...));
  }
}

void add_sixteen(BlockMasks& masks, __m128i bytes, unsigned shift) noexcept {
  const __m128i percent = equal(bytes, '%');
  const __m128i bracket = equal(bytes, '(');
  const __m128i letters = between(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 'z');
  const __m128i signs = any_of(equal(bytes, '+'), equal(bytes, '/'), equal(bytes, '-'), equal(bytes, '_'));
  const __m128i joiners = any_of(percent, bracket, signs, equal(bytes, ' '), equal(bytes, ')'), equal(bytes, '.'));
  const __m128i hot = any_of(percent, bracket, equal(bytes, '@'), equal(bytes, '\\'), equal(bytes, '&'),
                             equal(bytes, '['), equal(bytes, '{'), equal(bytes, '<'));
  masks.digits |= mask_of(between(bytes, '0', '9')) << shift;
  masks.letters |= mask_of(letters) << shift;
  masks.signs |= mask_of(signs) << shift;
  masks.joiners |= mask_of(joiners) << shift;
  masks.hot |= mask_of(hot) << shift;
  masks.non_ascii |= mask_of(bytes) << shift;
}

#define RATESTACK_AVX2 __attribute__((target("avx2")))

RATESTACK_AVX2 __m256i both_lanes(const std::array<std::uint8_t, 16>& table) noexcept {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data())));
}

// Bytes from 0x80 up: their high bit makes the shuffle by the whole byte answer 0.
RATESTACK_AVX2 __m256i classes_of(__m256i bytes) noexcept {
  const __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
  return _mm256_and_si256(_mm256_shuffle_epi8(both_lanes(kLowNibbles), bytes),
                          _mm256_shuffle_epi8(both_lanes(kHighNibbles), high));
}

RATESTACK_AVX2 std::uint64_t having(__m256i classes, std::uint8_t wanted) noexcept {
  const __m256i none =
      _mm256_cmpeq_epi8(_mm256_and_si256(classes, _mm256_set1_epi8(static_cast<char>(wanted))), _mm256_setzero_si256());
  return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(none));
}

RATESTACK_AVX2 std::uint64_t having(__m256i low, __m256i high, std::uint8_t wanted) noexcept {
  return (having(low, wanted) & 0xFFFFFFFFU) | having(high, wanted) << 32;
}

RATESTACK_AVX2 __m256i equal(__m256i bytes, char c) noexcept { return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(c)); }

// One mask for all four: making a mask is what costs.
RATESTACK_AVX2 std::uint64_t signs_in(__m256i bytes) noexcept {
  const __m256i signs = _mm256_or_si256(_mm256_or_si256(equal(bytes, '+'), equal(bytes, '/')),
                                        _mm256_or_si256(equal(bytes, '-'), equal(bytes, '_')));
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(signs));
}

}  // namespace

BlockMasks classify_sse2(const char* bytes) noexcept {
  BlockMasks masks{};
  for (unsigned i = 0; i < kBlock; i += 16) {
    add_sixteen(masks, _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i)), i);
  }
  return masks;
}

RATESTACK_AVX2 BlockMasks classify_avx2(const char* bytes) noexcept {
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32));
  const __m256i low_classes = classes_of(low);
  const __m256i high_classes = classes_of(high);
  BlockMasks masks;
  masks.digits = having(low_classes, high_classes, kNibbleDigit);
  masks.letters = having(low_classes, high_classes, kNibbleLetter);
  masks.signs = signs_in(low) | signs_in(high) << 32;
  masks.joiners = having(low_classes, high_classes, kNibbleJoiner) | masks.signs;
  masks.hot = having(low_classes, high_classes, kNibbleHot);
  masks.non_ascii = std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(low))} |
                    std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(high))} << 32;
  return masks;
}

}  // namespace ratestack::redaction_detail
