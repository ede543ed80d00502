#pragma once

#include "crypto/sha256/kernels.hpp"

namespace ratestack::sha256_kernels {

/// Plain C++: the fallback natively, and the single stream of the WASM build.
void compress_portable(State& state, const std::uint8_t* data, std::size_t blocks) noexcept;

}  // namespace ratestack::sha256_kernels
