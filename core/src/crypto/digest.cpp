#include "ratestack/crypto/digest.hpp"

#include <bit>
#include <cstring>

namespace ratestack {
namespace {

// Sixteen digits at a time, in the vectors that GCC and clang offer on every target: the verifier reads three digests
// a row, and the compilers do not find this form by themselves for WebAssembly.
using Chars = std::uint8_t __attribute__((vector_size(16)));
using Pairs = std::uint16_t __attribute__((vector_size(16)));
using Octets = std::uint8_t __attribute__((vector_size(8)));

// The value of each digit; sets all bits of `refused` where there is none.
inline Chars nibbles(Chars text, Chars& refused) noexcept {
  const Chars digit = text - '0';
  const Chars letter = text - 'a';
  const auto is_digit = reinterpret_cast<Chars>(digit < 10);
  const auto is_letter = reinterpret_cast<Chars>(letter < 6);
  refused |= ~(is_digit | is_letter);
  return (digit & is_digit) | ((letter + 10) & is_letter);
}

// Of each pair the first digit is the high half. In memory it comes first, which makes it the low byte of the pair.
static_assert(std::endian::native == std::endian::little);
inline Octets join(Chars digits) noexcept {
  const auto pairs = reinterpret_cast<Pairs>(digits);
  return __builtin_convertvector(pairs << 4 | pairs >> 8, Octets);
}

inline bool any(Chars mask) noexcept {
  std::uint64_t halves[2];
  std::memcpy(halves, &mask, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

}  // namespace

std::optional<Digest> Digest::from_hex(std::string_view hex) noexcept {
  if (hex.size() != kHexSize) return std::nullopt;
  std::optional<Digest> out(std::in_place);
  Chars refused{};
  for (std::size_t at = 0; at < kHexSize; at += sizeof(Chars)) {
    Chars text;
    std::memcpy(&text, hex.data() + at, sizeof text);
    const Octets bytes = join(nibbles(text, refused));
    std::memcpy(out->bytes.data() + at / 2, &bytes, sizeof bytes);
  }
  if (any(refused)) out.reset();
  return out;
}

std::string Digest::to_hex() const {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out(kHexSize, '\0');
  for (std::size_t i = 0; i < kSize; ++i) {
    out[2 * i] = kDigits[bytes[i] >> 4];
    out[2 * i + 1] = kDigits[bytes[i] & 15];
  }
  return out;
}

}  // namespace ratestack
