#include "ratestack/crypto/sha256.hpp"

#include <algorithm>
#include <cstring>

#include "crypto/sha256/big_endian.hpp"
#include "crypto/sha256/constants.hpp"
#include "crypto/sha256/kernels.hpp"

namespace ratestack {

using sha256_kernels::kBlockSize;
using sha256_kernels::single_kernels;
using sha256_kernels::State;

namespace {

constexpr std::size_t kLengthOffset = kBlockSize - sizeof(std::uint64_t);

Digest digest_of(const State& state) noexcept {
  Digest out;
  for (std::size_t i = 0; i < state.size(); ++i) sha256_kernels::store_be32(out.bytes.data() + 4 * i, state[i]);
  return out;
}

}  // namespace

Sha256::Sha256() noexcept : state_(sha256_kernels::kInitialState) {}

void Sha256::update(ByteSpan bytes) noexcept {
  const std::size_t held = total_ % kBlockSize;
  total_ += bytes.size();
  if (held != 0) {
    const std::size_t taken = std::min(kBlockSize - held, bytes.size());
    std::copy_n(bytes.begin(), taken, pending_.begin() + static_cast<std::ptrdiff_t>(held));
    bytes = bytes.subspan(taken);
    if (held + taken < kBlockSize) return;
    single_kernels().front().compress(state_, pending_.data(), 1);
  }
  const std::size_t blocks = bytes.size() / kBlockSize;
  if (blocks != 0) single_kernels().front().compress(state_, bytes.data(), blocks);
  const ByteSpan rest = bytes.subspan(blocks * kBlockSize);
  std::copy(rest.begin(), rest.end(), pending_.begin());
}

Digest Sha256::digest() const noexcept {
  // FIPS 180-4, 5.1.1: the bit 1, zeros, and the length in bits, up to the end of this block or of the next.
  std::array<std::uint8_t, 2 * kBlockSize> tail{};
  const std::size_t held = total_ % kBlockSize;
  std::copy_n(pending_.begin(), held, tail.begin());
  tail[held] = 0x80;
  const std::size_t blocks = held < kLengthOffset ? 1 : 2;
  sha256_kernels::store_be64(tail.data() + (blocks - 1) * kBlockSize + kLengthOffset, total_ * 8);
  State state = state_;
  single_kernels().front().compress(state, tail.data(), blocks);
  return digest_of(state);
}

Digest sha256(ByteSpan bytes) noexcept {
  Sha256 hash;
  hash.update(bytes);
  return hash.digest();
}

Digest sha256_chain_link(const ChainLink& link) noexcept {
  Sha256 hash;
  hash.update(link.previous.bytes);
  hash.update(link.body);
  return hash.digest();
}

void sha256_chain_links(std::span<const ChainLink> links, std::span<Digest> out) noexcept {
  for (std::size_t i = 0; i < links.size(); ++i) out[i] = sha256_chain_link(links[i]);
}

const char* sha256_implementation() noexcept { return single_kernels().front().name; }

}  // namespace ratestack
