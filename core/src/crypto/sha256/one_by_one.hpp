#pragma once

#include "crypto/sha256/kernels.hpp"

namespace ratestack::sha256_kernels {

/// One message after the other through the preferred single-stream kernel.
void hash_links_one_by_one(std::span<const ChainLink> links, std::span<Digest> out) noexcept;

}  // namespace ratestack::sha256_kernels
