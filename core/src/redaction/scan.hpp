// Sorts 64 bytes at once into the classes that decide what is worth a closer look. Everything else is passed over here,
// at the speed of memory.
#pragma once

#include <cstdint>

namespace ratestack::redaction_detail {

inline constexpr unsigned kBlock = 64;

/// One bit a byte, the first byte lowest.
struct BlockMasks {
  std::uint64_t digits;     // 0-9
  std::uint64_t letters;    // A-Z a-z
  std::uint64_t signs;      // + / - _: with letters and digits, the alphabets of base64
  std::uint64_t joiners;    // space - . / ( ) + _ %
  std::uint64_t hot;        // @ and what begins a folded form: % \ & [ ( { <
  std::uint64_t non_ascii;  // 0x80 and up
};

/// Reads exactly 64 bytes.
using ClassifyBlock = BlockMasks (*)(const char* bytes) noexcept;

/// What this processor runs fastest, chosen once.
[[nodiscard]] ClassifyBlock block_classifier() noexcept;

[[nodiscard]] BlockMasks classify_portable(const char* bytes) noexcept;
#if defined(__x86_64__)
[[nodiscard]] BlockMasks classify_sse2(const char* bytes) noexcept;
[[nodiscard]] BlockMasks classify_avx2(const char* bytes) noexcept;  // only where the processor has AVX2
#elif defined(__wasm_simd128__)
[[nodiscard]] BlockMasks classify_simd128(const char* bytes) noexcept;
#endif

}  // namespace ratestack::redaction_detail
