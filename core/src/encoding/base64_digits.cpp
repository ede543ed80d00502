#include "encoding/base64_digits.hpp"

namespace ratestack::base64 {
namespace {

// RFC 4648 table 1, but for its last two.
constexpr std::string_view kCommonDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

constexpr char digit(std::uint32_t value, Alphabet alphabet) noexcept {
  if (value < kCommonDigits.size()) return kCommonDigits[value];
  return value == 62 ? alphabet.digit_62 : alphabet.digit_63;
}

constexpr int digit_value(char c, Alphabet alphabet) noexcept {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == alphabet.digit_62) return 62;
  return c == alphabet.digit_63 ? 63 : -1;
}

}  // namespace

Error Fault::as_error() const {
  return {error, error == BinaryTextError::bad_character ? "byte " + std::to_string(at) : std::string()};
}

std::string encode(ByteSpan bytes, Alphabet alphabet) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);  // with room for padding
  std::uint32_t bits = 0;
  int held = 0;  // how many low bits of `bits` are not yet written
  for (const std::uint8_t byte : bytes) {
    bits = (bits << 8 | byte) & 0xFFFF;
    for (held += 8; held >= 6; held -= 6) text += digit(bits >> (held - 6) & 0x3F, alphabet);
  }
  if (held > 0) text += digit(bits << (6 - held) & 0x3F, alphabet);
  return text;
}

std::optional<std::size_t> decoded_size(std::size_t digits) noexcept {
  if (digits % 4 == 1) return std::nullopt;
  return digits / 4 * 3 + digits % 4 * 3 / 4;
}

std::optional<Fault> decode(std::string_view digits, Alphabet alphabet, MutableByteSpan out) noexcept {
  std::uint32_t bits = 0;
  int held = 0;
  std::size_t filled = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const int value = digit_value(digits[i], alphabet);
    if (value < 0) return Fault{BinaryTextError::bad_character, i};
    bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xFFFF;
    held += 6;
    if (held >= 8) out[filled++] = static_cast<std::uint8_t>(bits >> (held -= 8));
  }
  // RFC 4648 section 3.5: bits after the last byte are zero, or one byte string would have several texts.
  if ((bits & ((1U << held) - 1)) != 0) return Fault{BinaryTextError::nonzero_tail};
  return std::nullopt;
}

}  // namespace ratestack::base64
