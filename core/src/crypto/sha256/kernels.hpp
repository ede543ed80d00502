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

/// One message at a time.
struct SingleKernel {
  const char* name;
  Compress compress;
};

/// out[i] = SHA-256( links[i] ); `out` is as long as `links`.
using HashLinks = void (*)(std::span<const ChainLink> links, std::span<Digest> out) noexcept;

/// Several messages side by side.
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
