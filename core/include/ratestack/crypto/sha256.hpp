// SHA-256 (FIPS 180-4): incremental, one-shot, and many short messages at once.
//
// The audit verifier hashes millions of rows of about 500 bytes, each prefixed by the hash before it. One SHA-NI stream
// waits on its own latency for two thirds of the time, so `sha256_chain_links` runs several rows side by side. The
// stated previous hash is in the file, so rows do not wait for each other: the links are compared afterwards.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "ratestack/base/bytes.hpp"
#include "ratestack/crypto/digest.hpp"
#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack {

/// Incremental SHA-256. Copyable: a copy continues independently. Not thread safe. What was hashed may be a key, so
/// neither the object nor `digest` leaves a part of it in memory.
class Sha256 {
 public:
  Sha256() noexcept;
  ~Sha256();
  Sha256(const Sha256&) = default;
  Sha256& operator=(const Sha256&) = default;
  void update(ByteSpan bytes) noexcept;
  /// Digest of all bytes so far; this object is left unchanged and may go on.
  [[nodiscard]] Digest digest() const noexcept;

 private:
  friend class HmacSha256Key;  // goes on from a state
  Sha256(const std::array<std::uint32_t, 8>& state, std::uint64_t total) noexcept : state_(state), total_(total) {}

  std::array<std::uint32_t, 8> state_;
  std::array<std::uint8_t, 64> pending_{};
  std::uint64_t total_ = 0;  // bytes; SHA-256 itself ends at 2^61 of them
};

[[nodiscard]] Digest sha256(ByteSpan bytes) noexcept;

/// One link of a chain: SHA-256( previous as 32 raw bytes || body ).
struct ChainLink {
  Digest previous;
  ByteSpan body;  // not owned
};

[[nodiscard]] Digest sha256_chain_link(const ChainLink& link) noexcept;

/// out[i] = sha256_chain_link(links[i]); `out` is as long as `links`. A lane takes the next
/// link when its own ends, so lengths may differ freely; fastest in batches of 64 and more.
void sha256_chain_links(std::span<const ChainLink> links, std::span<Digest> out) noexcept;

/// What hashes links, as chosen at start: "avx-512 x16", "sha-ni x4", "simd128 x4", "one by one". For benchmarks and
/// `--version`.
[[nodiscard]] const char* sha256_implementation() noexcept;

}  // namespace ratestack
