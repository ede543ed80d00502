#pragma once

#include "crypto/sha256/kernels.hpp"

namespace ratestack::sha256_kernels {

/// One stream through the SHA extensions. Only where X86Features::sha_ni.
void compress_sha_ni(State& state, const std::uint8_t* data, std::size_t blocks) noexcept;

}  // namespace ratestack::sha256_kernels
