#pragma once

#include "crypto/sha256/kernels.hpp"

namespace ratestack::sha256_kernels {

/// Four messages side by side in WebAssembly's 128-bit vectors.
void hash_links_simd128(std::span<const ChainLink> links, std::span<Digest> out) noexcept;

}  // namespace ratestack::sha256_kernels
