#include "ratestack/crypto/digest.hpp"

namespace ratestack {
namespace {

struct Nibbles {
  std::array<std::uint8_t, Digest::kHexSize> value;
  bool valid;
};

// No branch and no table: compilers turn both loops below into vector code, which is what the verifier's rate needs.
Nibbles read_nibbles(const char* hex) noexcept {
  Nibbles out;
  std::uint8_t refused = 0;
  for (std::size_t i = 0; i < Digest::kHexSize; ++i) {
    const auto digit = static_cast<std::uint8_t>(hex[i] - '0');
    const auto letter = static_cast<std::uint8_t>(hex[i] - 'a');
    const bool is_digit = digit < 10;
    const bool is_letter = letter < 6;
    out.value[i] = is_digit ? digit : static_cast<std::uint8_t>(letter + 10);
    refused = static_cast<std::uint8_t>(refused | static_cast<std::uint8_t>(!(is_digit | is_letter)));
  }
  out.valid = refused == 0;
  return out;
}

}  // namespace

std::optional<Digest> Digest::from_hex(std::string_view hex) noexcept {
  if (hex.size() != kHexSize) return std::nullopt;
  const Nibbles nibbles = read_nibbles(hex.data());
  if (!nibbles.valid) return std::nullopt;
  Digest out;
  for (std::size_t i = 0; i < kSize; ++i) {
    out.bytes[i] = static_cast<std::uint8_t>(nibbles.value[2 * i] << 4 | nibbles.value[2 * i + 1]);
  }
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
