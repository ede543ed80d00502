#include "ratestack/secrets/master_key.hpp"

#include <algorithm>

#include "ratestack/crypto/sha256.hpp"

namespace ratestack {
namespace {

constexpr bool is_lower_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

std::optional<Kid> Kid::parse(std::string_view text) noexcept {
  if (text.size() != kSize || !std::all_of(text.begin(), text.end(), is_lower_hex)) return std::nullopt;
  std::array<char, kSize> copy{};
  std::copy(text.begin(), text.end(), copy.begin());
  return Kid(copy);
}

Kid Kid::of(ByteSpan master_key) noexcept {
  Sha256 hash;
  hash.update(as_bytes("ratestack kid v1"));
  hash.update(master_key);
  const Digest digest = hash.digest();
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<char, kSize> text{};
  for (std::size_t i = 0; i < kSize; ++i) {
    const std::uint8_t byte = digest.bytes[i / 2];
    text[i] = kDigits[i % 2 == 0 ? byte >> 4U : byte & 0xFU];
  }
  return Kid(text);
}

Result<MasterKey> MasterKey::from(SecretBytes key) {
  if (key.size() != kMasterKeyBytes) return SecretError::malformed_key;
  return MasterKey(std::move(key));
}

}  // namespace ratestack
