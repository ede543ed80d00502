#pragma once

#include "crypto/sha256/kernels.hpp"

namespace ratestack::sha256_kernels {

/// Sixteen messages side by side. Only where X86Features::avx512.
void hash_links_avx512(std::span<const ChainLink> links, std::span<Digest> out) noexcept;

}  // namespace ratestack::sha256_kernels
