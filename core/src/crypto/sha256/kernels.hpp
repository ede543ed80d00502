// The compression function of SHA-256 in several builds, behind one shape each, so that tests can run every one of
// them on its own and compare. Callers of the module use ratestack/crypto/sha256.hpp; nothing here leaves crypto.
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

struct SingleKernel {
  const char* name;
  Compress compress;
};

/// Every single-stream kernel that this build has and this processor can run; the preferred one stands first.
[[nodiscard]] std::span<const SingleKernel> single_kernels() noexcept;

}  // namespace ratestack::sha256_kernels
