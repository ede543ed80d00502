#include "ratestack/encoding/base64.hpp"

#include "encoding/base64_digits.hpp"

namespace ratestack {
namespace {

// A '=' anywhere else is a character outside the alphabet.
std::string_view without_padding(std::string_view text) noexcept {
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string base64_encode(ByteSpan bytes) {
  std::string text = base64::encode(bytes, base64::kStandard);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::optional<std::size_t> base64_decoded_size(std::string_view text) noexcept {
  return text.size() % 4 == 0 ? base64::decoded_size(without_padding(text).size()) : std::nullopt;
}

Result<std::vector<std::uint8_t>> base64_decode(std::string_view text) {
  const auto size = base64_decoded_size(text);
  if (!size) return BinaryTextError::bad_length;
  std::vector<std::uint8_t> bytes(*size);
  if (const auto fault = base64::decode(without_padding(text), base64::kStandard, bytes)) return fault->as_error();
  return bytes;
}

bool base64_decode_into(std::string_view text, MutableByteSpan out) noexcept {
  return base64_decoded_size(text) == out.size() && !base64::decode(without_padding(text), base64::kStandard, out);
}

}  // namespace ratestack
