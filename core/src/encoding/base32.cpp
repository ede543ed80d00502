#include "ratestack/encoding/base32.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr unsigned kBitsOfDigit = 5;

constexpr int digit_value(char c) noexcept {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= '2' && c <= '7') return c - '2' + 26;
  return -1;
}

std::optional<std::size_t> find_bad_character(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (digit_value(text[at]) < 0) return at;
  }
  return std::nullopt;
}

}  // namespace

std::string base32_encode(ByteSpan bytes) {
  std::string text;
  text.reserve((bytes.size() * 8 + kBitsOfDigit - 1) / kBitsOfDigit);
  std::uint32_t bits = 0;
  unsigned held = 0;  // how many of the low bits are still to be written
  for (const std::uint8_t byte : bytes) {
    bits = bits << 8U | byte;
    for (held += 8; held >= kBitsOfDigit; held -= kBitsOfDigit) text += kDigits[bits >> (held - kBitsOfDigit) & 31U];
  }
  if (held > 0) text += kDigits[bits << (kBitsOfDigit - held) & 31U];
  return text;
}

// Eight digits carry five bytes. What is left over is less than a digit, or a digit too many was written.
std::optional<std::size_t> base32_decoded_size(std::size_t digits) noexcept {
  const std::size_t rest = digits % 8;
  const std::size_t tail = rest * kBitsOfDigit / 8;
  if (rest * kBitsOfDigit - tail * 8 >= kBitsOfDigit) return std::nullopt;
  return digits / 8 * 5 + tail;
}

bool base32_decode_into(std::string_view text, MutableByteSpan out) noexcept {
  if (base32_decoded_size(text.size()) != out.size()) return false;
  std::uint32_t bits = 0;
  unsigned held = 0;
  std::size_t at = 0;
  for (const char c : text) {
    const int value = digit_value(c);
    if (value < 0) return false;
    bits = bits << kBitsOfDigit | static_cast<std::uint32_t>(value);
    held += kBitsOfDigit;
    if (held < 8) continue;
    held -= 8;
    out[at++] = static_cast<std::uint8_t>(bits >> held);
  }
  return (bits & ((1U << held) - 1U)) == 0;
}

Result<std::vector<std::uint8_t>> base32_decode(std::string_view text) {
  const auto size = base32_decoded_size(text.size());
  if (!size) return BinaryTextError::bad_length;
  if (const auto bad = find_bad_character(text)) {
    return Error(BinaryTextError::bad_character, "byte " + std::to_string(*bad));
  }
  std::vector<std::uint8_t> bytes(*size);
  if (!base32_decode_into(text, bytes)) return BinaryTextError::nonzero_tail;
  return bytes;
}

}  // namespace ratestack
