#include "ratestack/crypto/sha256.hpp"

#include <algorithm>

#include "crypto/sha256/constants.hpp"
#include "crypto/sha256/kernels.hpp"
#include "crypto/sha256/padding.hpp"

namespace ratestack {

using sha256_kernels::kBlockSize;
using sha256_kernels::kernels;
using sha256_kernels::State;

namespace {

void compress(State& state, const std::uint8_t* data, std::size_t blocks) noexcept {
  kernels().single.front().compress(state, data, blocks);
}

}  // namespace

Sha256::Sha256() noexcept : state_(sha256_kernels::kInitialState) {}

// The state after a key's padded block forges tags as the key does (HMAC).
Sha256::~Sha256() {
  secure_wipe({reinterpret_cast<std::uint8_t*>(state_.data()), sizeof state_});
  secure_wipe(pending_);
  secure_wipe({reinterpret_cast<std::uint8_t*>(&total_), sizeof total_});
}

void Sha256::update(ByteSpan bytes) noexcept {
  const std::size_t held = total_ % kBlockSize;
  total_ += bytes.size();
  if (held != 0) {
    const std::size_t taken = std::min(kBlockSize - held, bytes.size());
    std::copy_n(bytes.begin(), taken, pending_.begin() + static_cast<std::ptrdiff_t>(held));
    bytes = bytes.subspan(taken);
    if (held + taken < kBlockSize) return;
    compress(state_, pending_.data(), 1);
  }
  const std::size_t blocks = bytes.size() / kBlockSize;
  if (blocks != 0) compress(state_, bytes.data(), blocks);
  const ByteSpan rest = bytes.subspan(blocks * kBlockSize);
  std::copy(rest.begin(), rest.end(), pending_.begin());
}

Digest Sha256::digest() const noexcept {
  sha256_kernels::Tail tail;
  const std::size_t held = total_ % kBlockSize;
  std::copy_n(pending_.begin(), held, tail.begin());
  const std::size_t blocks = sha256_kernels::pad(tail, held, total_);
  State state = state_;
  compress(state, tail.data(), blocks);
  secure_wipe(tail);
  Digest out;
  sha256_kernels::store_digest(state, out);
  return out;
}

Digest sha256(ByteSpan bytes) noexcept {
  Sha256 hash;
  hash.update(bytes);
  return hash.digest();
}

Digest sha256_chain_link(const ChainLink& link) noexcept {
  Digest out;
  kernels().links.back().hash_links({&link, 1}, {&out, 1});
  return out;
}

void sha256_chain_links(std::span<const ChainLink> links, std::span<Digest> out) noexcept {
  for (const auto& kernel : kernels().links) {
    // What would leave most lanes empty is left to the next, narrower kernel.
    const std::size_t left_over = links.size() % kernel.lanes;
    const std::size_t taken = left_over >= kernel.worthwhile ? links.size() : links.size() - left_over;
    if (taken != 0) kernel.hash_links(links.first(taken), out.first(taken));
    links = links.subspan(taken);
    out = out.subspan(taken);
  }
}

const char* sha256_implementation() noexcept { return kernels().links.front().name; }

}  // namespace ratestack
