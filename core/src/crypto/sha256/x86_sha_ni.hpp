#pragma once

#include "crypto/sha256/kernels.hpp"

namespace ratestack::sha256_kernels {

// Only where X86Features::sha_ni.

/// One stream through the SHA extensions.
void compress_sha_ni(State& state, const std::uint8_t* data, std::size_t blocks) noexcept;

/// Two interleaved, a block each.
void compress_pair_sha_ni(State& a, const std::uint8_t* block_a, State& b, const std::uint8_t* block_b) noexcept;

/// Four messages interleaved: a round waits for the one before it, and the other three fill that wait.
void hash_links_sha_ni(std::span<const ChainLink> links, std::span<Digest> out) noexcept;

}  // namespace ratestack::sha256_kernels
