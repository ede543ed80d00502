#include "ratestack/encoding/base64url.hpp"

namespace ratestack {
namespace {

// RFC 4648 section 5, table 2.
constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr int digit_value(char c) noexcept {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '-') return 62;
  return c == '_' ? 63 : -1;
}

}  // namespace

std::string base64url_encode(ByteSpan bytes) {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t bits = 0;
  int held = 0;  // how many low bits of `bits` are not yet written
  for (const std::uint8_t byte : bytes) {
    bits = (bits << 8 | byte) & 0xFFFF;
    for (held += 8; held >= 6; held -= 6) text += kAlphabet[bits >> (held - 6) & 0x3F];
  }
  if (held > 0) text += kAlphabet[bits << (6 - held) & 0x3F];
  return text;
}

Result<std::vector<std::uint8_t>> base64url_decode(std::string_view text) {
  // One digit over a multiple of four carries six bits: less than a byte.
  if (text.size() % 4 == 1) return BinaryTextError::bad_length;
  std::vector<std::uint8_t> bytes;
  bytes.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int held = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int digit = digit_value(text[i]);
    if (digit < 0) return Error(BinaryTextError::bad_character, "byte " + std::to_string(i));
    bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFF;
    held += 6;
    if (held >= 8) bytes.push_back(static_cast<std::uint8_t>(bits >> (held -= 8)));
  }
  if ((bits & ((1U << held) - 1)) != 0) return BinaryTextError::nonzero_tail;
  return bytes;
}

}  // namespace ratestack
