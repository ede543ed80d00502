// The builds of SHA-256 behind one shape each, so that tests can run every one of them on its own and compare.
// Callers of the module use ratestack/crypto/sha256.hpp; nothing here leaves crypto.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "ratestack/crypto/sha256.hpp"

namespace ratestack::sha256_kernels {

using State = std::array<std::uint32_t, 8>;
inline constexpr std::size_t kBlockSize = 64;

/// Folds `blocks` consecutive 64-byte blocks into `state`. `data` needs no alignment.
using Compress = void (*)(State& state, const std::uint8_t* data, std::size_t blocks) noexcept;

/// Folds one block of each into its state.
using CompressPair = void (*)(State& a, const std::uint8_t* block_a, State& b, const std::uint8_t* block_b) noexcept;

/// One message at a time; two blocks at once for HMAC, whose key comes in two paddings.
struct SingleKernel {
  const char* name;
  Compress compress;
  CompressPair compress_pair;
};

/// out[i] = SHA-256( links[i] ); `out` is as long as `links`.
using HashLinks = void (*)(std::span<const ChainLink> links, std::span<Digest> out) noexcept;

/// Several messages side by side.
///
/// No kernel takes the one long stream of a whole file into a lane beside the rows, though that stream waits on its own
/// latency: measured against one after the other, SHA-NI gains nothing where two streams fill its unit (1.0x on Intel),
/// SHA-NI among AVX-512 loses by far (its instructions have the old encoding only, and pay for every mixture), and
/// under V8 the two together do not fit the registers (0.5x).
struct LinkKernel {
  const char* name;
  HashLinks hash_links;
  std::size_t lanes;
  std::size_t worthwhile;  // with fewer messages than this, empty lanes cost more than the next kernel does
};

/// What this build has and this processor can run; the preferred one stands first. `single` is never empty, and the
/// last of `links` takes any number of messages.
struct Kernels {
  std::span<const SingleKernel> single;
  std::span<const LinkKernel> links;
};

[[nodiscard]] const Kernels& kernels() noexcept;

}  // namespace ratestack::sha256_kernels
