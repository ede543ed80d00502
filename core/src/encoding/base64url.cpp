#include "ratestack/encoding/base64url.hpp"

#include "encoding/base64_digits.hpp"

namespace ratestack {

std::string base64url_encode(ByteSpan bytes) { return base64::encode(bytes, base64::kUrl); }

Result<std::vector<std::uint8_t>> base64url_decode(std::string_view text) {
  const auto size = base64::decoded_size(text.size());
  if (!size) return BinaryTextError::bad_length;
  std::vector<std::uint8_t> bytes(*size);
  if (const auto fault = base64::decode(text, base64::kUrl, bytes)) return fault->as_error();
  return bytes;
}

bool base64url_decode_into(std::string_view text, MutableByteSpan out) noexcept {
  return base64::decoded_size(text.size()) == out.size() && !base64::decode(text, base64::kUrl, out);
}

}  // namespace ratestack
