#include "ratestack/crypto/hmac.hpp"

#include <algorithm>
#include <cstring>

#include "crypto/sha256/big_endian.hpp"
#include "crypto/sha256/constants.hpp"
#include "crypto/sha256/kernels.hpp"
#include "crypto/sha256/padding.hpp"
#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack {
namespace {

using sha256_kernels::kBlockSize;
using sha256_kernels::kernels;
using sha256_kernels::State;

constexpr std::uint8_t kInnerPad = 0x36;
constexpr std::uint8_t kOuterPad = 0x5C;
using Block = std::array<std::uint8_t, kBlockSize>;

// What most messages fit into, with their padding: keys are derived from such ones, a million times in a rotation.
using Room = std::array<std::uint8_t, 4 * kBlockSize>;
constexpr std::size_t kPaddingBytes = 1 + sizeof(std::uint64_t);  // at least
constexpr std::size_t kMaxShort = sizeof(Room) - kPaddingBytes;

// RFC 2104 section 2: keys longer than a block are hashed first; shorter ones are filled up with zeros.
Block block_from(ByteSpan key) noexcept {
  Block block{};
  if (key.size() <= kBlockSize) {
    std::copy(key.begin(), key.end(), block.begin());
  } else {
    Digest digest = sha256(key);
    std::copy(digest.bytes.begin(), digest.bytes.end(), block.begin());
    secure_wipe(digest.bytes);
  }
  return block;
}

Block padded_with(const Block& key, std::uint8_t pad) noexcept {
  Block block;
  std::transform(key.begin(), key.end(), block.begin(),
                 [pad](std::uint8_t byte) { return static_cast<std::uint8_t>(byte ^ pad); });
  return block;
}

// FIPS 180-4, 5.1.1, for what follows a block of padded key: `size` bytes at `data`, which has room. Answers the
// blocks.
std::size_t pad(std::uint8_t* data, std::size_t size) noexcept {
  const std::size_t blocks = (size + kPaddingBytes + kBlockSize - 1) / kBlockSize;
  const std::size_t length_at = blocks * kBlockSize - sizeof(std::uint64_t);
  data[size] = 0x80;
  std::memset(data + size + 1, 0, length_at - size - 1);
  sha256_kernels::store_be64(data + length_at, (kBlockSize + size) * 8);
  return blocks;
}

// The digest of a message whose first block, of padded key, made `state`.
Digest finish_short(State state, std::span<const ByteSpan> parts) noexcept {
  Room room;
  std::size_t size = 0;
  for (const ByteSpan part : parts) {
    std::copy(part.begin(), part.end(), room.begin() + static_cast<std::ptrdiff_t>(size));
    size += part.size();
  }
  const std::size_t blocks = pad(room.data(), size);
  kernels().single.front().compress(state, room.data(), blocks);
  secure_wipe(MutableByteSpan(room).first(blocks * kBlockSize));
  Digest digest;
  sha256_kernels::store_digest(state, digest);
  return digest;
}

// The same for a message that is the inner digest: sizes known beforehand cost nothing.
Digest finish_outer(State state, const Digest& inner) noexcept {
  Block block{};
  std::copy(inner.bytes.begin(), inner.bytes.end(), block.begin());
  block[Digest::kSize] = 0x80;
  sha256_kernels::store_be64(block.data() + kBlockSize - sizeof(std::uint64_t), (kBlockSize + Digest::kSize) * 8);
  kernels().single.front().compress(state, block.data(), 1);
  Digest digest;
  sha256_kernels::store_digest(state, digest);
  return digest;
}

// A state after the padded key stands for the key.
void wipe_state(State& state) noexcept { secure_wipe({reinterpret_cast<std::uint8_t*>(state.data()), sizeof state}); }

}  // namespace

HmacSha256Key::HmacSha256Key(ByteSpan key) noexcept
    : inner_(sha256_kernels::kInitialState), outer_(sha256_kernels::kInitialState) {
  Block block = block_from(key);
  Block inner = padded_with(block, kInnerPad);
  Block outer = padded_with(block, kOuterPad);
  kernels().single.front().compress_pair(inner_, inner.data(), outer_, outer.data());
  for (Block* secret : {&block, &inner, &outer}) secure_wipe(*secret);
}

HmacSha256Key::~HmacSha256Key() {
  wipe_state(inner_);
  wipe_state(outer_);
}

Digest HmacSha256Key::tag(ByteSpan message) const noexcept { return tag_of_parts({&message, 1}); }

Digest HmacSha256Key::tag_of_parts(std::span<const ByteSpan> parts) const noexcept {
  return finish_outer(outer_, digest_of_parts(parts));
}

Digest HmacSha256Key::digest_of_parts(std::span<const ByteSpan> parts) const noexcept {
  std::size_t size = 0;
  for (const ByteSpan part : parts) size += part.size();
  if (size <= kMaxShort) return finish_short(inner_, parts);
  Sha256 inner(inner_, kBlockSize);
  for (const ByteSpan part : parts) inner.update(part);
  return inner.digest();  // it wipes itself
}

Digest hmac_sha256(ByteSpan key, ByteSpan message) noexcept { return HmacSha256Key(key).tag(message); }

}  // namespace ratestack
