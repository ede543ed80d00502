#include "ratestack/encoding/hex.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

constexpr int digit_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// Offset of the first character that is no digit.
std::size_t find_bad_character(std::string_view text) noexcept {
  std::size_t at = 0;
  while (at < text.size() && digit_value(text[at]) >= 0) ++at;
  return at;
}

}  // namespace

std::string hex_encode(ByteSpan bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 0xF];
  }
  return text;
}

bool hex_decode_into(std::string_view text, MutableByteSpan out) noexcept {
  if (text.size() % 2 != 0 || text.size() / 2 != out.size()) return false;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const int high = digit_value(text[2 * i]), low = digit_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return false;
    out[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return true;
}

Result<std::vector<std::uint8_t>> hex_decode(std::string_view text) {
  if (text.size() % 2 != 0) return BinaryTextError::bad_length;
  std::vector<std::uint8_t> bytes(text.size() / 2);
  if (!hex_decode_into(text, bytes)) {
    return Error(BinaryTextError::bad_character, "byte " + std::to_string(find_bad_character(text)));
  }
  return bytes;
}

}  // namespace ratestack
