#include "native/service/key_text.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "ratestack/base/error_enum.hpp"
#include "ratestack/crypto/constant_time.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/encoding/hex.hpp"
#include "ratestack/secrets/master_key.hpp"

namespace ratestack::service {
namespace {

std::string_view describe(KeyTextError error) {
  switch (error) {
    case KeyTextError::malformed:
      return "key_malformed";
    case KeyTextError::checksum:
      return "key_checksum_does_not_fit";
    case KeyTextError::weak:
      return "key_weak";
  }
  return "unknown";
}

char to_lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// RFC 4648 section 4 and 5 differ in two characters and the padding.
char to_url_alphabet(char c) noexcept {
  if (c == '+') return '-';
  return c == '/' ? '_' : c;
}

/// The text with each character mapped, as secret as the text itself.
template <typename Map>
SecretBytes mapped(std::string_view text, Map map, SecretMemory* memory) {
  const auto fill = [&](MutableByteSpan out) {
    std::transform(text.begin(), text.end(), out.begin(), [&](char c) { return static_cast<std::uint8_t>(map(c)); });
  };
  return SecretBytes::generate(text.size(), fill, memory);
}

template <typename Decode>
std::optional<SecretBytes> decoded(const SecretBytes& digits, Decode decode, SecretMemory* memory) {
  bool sound = false;
  auto key = SecretBytes::generate(
      kKeyBytes, [&](MutableByteSpan out) { sound = decode(as_text(digits.expose()), out); }, memory);
  return sound ? std::optional(std::move(key)) : std::nullopt;
}

std::optional<SecretBytes> decode_key(std::string_view digits, SecretMemory* memory) {
  if (digits.size() == 2 * kKeyBytes) return decoded(mapped(digits, to_lower, memory), hex_decode_into, memory);
  if (digits.ends_with('=')) digits.remove_suffix(1);
  if (digits.size() > 2 * kKeyBytes) return std::nullopt;
  return decoded(mapped(digits, to_url_alphabet, memory), base64url_decode_into, memory);
}

}  // namespace

boost::system::error_code make_error_code(KeyTextError error) {
  static constexpr EnumCategory<KeyTextError, describe> kCategory{"key_text"};
  return {static_cast<int>(error), kCategory};
}

Result<SecretBytes> parse_key_text(std::string_view text, SecretMemory* memory) {
  const std::size_t dot = std::min(text.find('.'), text.size());
  auto key = decode_key(text.substr(0, dot), memory);
  if (!key) return KeyTextError::malformed;
  if (dot != text.size() && text.substr(dot + 1) != key_fingerprint(key->expose())) return KeyTextError::checksum;
  if (is_weak_key(key->expose())) return KeyTextError::weak;
  return std::move(*key);
}

std::string key_fingerprint(ByteSpan key) { return std::string(Kid::of(key).view()); }

bool is_weak_key(ByteSpan key) noexcept {
  return key.empty() || std::all_of(key.begin(), key.end(), [&](std::uint8_t byte) { return byte == key.front(); });
}

}  // namespace ratestack::service
