#include "ratestack/crypto/hmac.hpp"

#include <algorithm>

#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kBlockBytes = 64;
constexpr std::uint8_t kInnerPad = 0x36;
constexpr std::uint8_t kOuterPad = 0x5C;
using Block = std::array<std::uint8_t, kBlockBytes>;

// RFC 2104 section 2: keys longer than a block are hashed first; shorter ones are filled up with zeros.
Block block_from(ByteSpan key) noexcept {
  Block block{};
  if (key.size() <= kBlockBytes) {
    std::copy(key.begin(), key.end(), block.begin());
  } else {
    const Digest digest = sha256(key);
    std::copy(digest.bytes.begin(), digest.bytes.end(), block.begin());
  }
  return block;
}

void absorb(Sha256& hash, Block block, std::uint8_t pad) noexcept {
  for (std::uint8_t& byte : block) byte ^= pad;
  hash.update(block);
  secure_wipe(block);
}

}  // namespace

HmacSha256Key::HmacSha256Key(ByteSpan key) noexcept {
  Block block = block_from(key);
  absorb(inner_, block, kInnerPad);
  absorb(outer_, block, kOuterPad);
  secure_wipe(block);
}

Digest HmacSha256Key::tag(ByteSpan message) const noexcept { return tag_of_parts({&message, 1}); }

Digest HmacSha256Key::tag_of_parts(std::span<const ByteSpan> parts) const noexcept {
  Sha256 inner = inner_;
  for (const ByteSpan part : parts) inner.update(part);
  const Digest digest = inner.digest();
  Sha256 outer = outer_;
  outer.update(digest.bytes);
  return outer.digest();
}

Digest hmac_sha256(ByteSpan key, ByteSpan message) noexcept { return HmacSha256Key(key).tag(message); }

}  // namespace ratestack
