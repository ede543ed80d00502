#include <wasm_simd128.h>

#include "redaction/nibble_classes.hpp"
#include "redaction/scan.hpp"

namespace ratestack::redaction_detail {
namespace {

std::uint64_t mask_of(v128_t matches) noexcept { return wasm_i8x16_bitmask(matches); }

// A swizzle answers 0 for indices over 15: the low half must be cut out, and the high half of 0x80 and up is in no
// class.
v128_t classes_of(v128_t bytes) noexcept {
  const v128_t low =
      wasm_i8x16_swizzle(wasm_v128_load(kLowNibbles.data()), wasm_v128_and(bytes, wasm_i8x16_splat(0x0F)));
  return wasm_v128_and(low, wasm_i8x16_swizzle(wasm_v128_load(kHighNibbles.data()), wasm_u8x16_shr(bytes, 4)));
}

std::uint64_t having(v128_t classes, std::uint8_t wanted) noexcept {
  const v128_t splat = wasm_i8x16_splat(static_cast<std::int8_t>(wanted));
  return mask_of(wasm_i8x16_ne(wasm_v128_and(classes, splat), wasm_i8x16_splat(0)));
}

v128_t equal(v128_t bytes, char c) noexcept { return wasm_i8x16_eq(bytes, wasm_i8x16_splat(c)); }

// One mask for all four: making a mask is what costs.
std::uint64_t signs_in(v128_t bytes) noexcept {
  return mask_of(wasm_v128_or(wasm_v128_or(equal(bytes, '+'), equal(bytes, '/')),
                              wasm_v128_or(equal(bytes, '-'), equal(bytes, '_'))));
}

}  // namespace

BlockMasks classify_simd128(const char* bytes) noexcept {
  BlockMasks masks{};
  for (unsigned i = 0; i < kBlock; i += 16) {
    const v128_t sixteen = wasm_v128_load(bytes + i);
    const v128_t classes = classes_of(sixteen);
    masks.digits |= having(classes, kNibbleDigit) << i;
    masks.letters |= having(classes, kNibbleLetter) << i;
    const std::uint64_t signs = signs_in(sixteen);
    masks.signs |= signs << i;
    masks.joiners |= (having(classes, kNibbleJoiner) | signs) << i;
    masks.hot |= having(classes, kNibbleHot) << i;
    masks.non_ascii |= mask_of(sixteen) << i;
  }
  return masks;
}

}  // namespace ratestack::redaction_detail
