// AES-256-GCM (NIST SP 800-38D) with a 96-bit IV and a 128-bit tag: the one authenticated cipher of the platform.
//
// A pair of key and IV must never seal twice: GCM then gives away the difference of the plaintexts and the means to
// forge. The envelope (secrets/envelope.hpp) derives a key for each row, so that its random IVs meet no limit.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "ratestack/base/bytes.hpp"

namespace ratestack {

inline constexpr std::size_t kAeadKeyBytes = 32;
inline constexpr std::size_t kAeadIvBytes = 12;
inline constexpr std::size_t kAeadTagBytes = 16;

/// What sealing and opening must agree on; nothing is owned.
struct AeadParameters {
  std::span<const std::uint8_t, kAeadKeyBytes> key;
  std::span<const std::uint8_t, kAeadIvBytes> iv;
  ByteSpan associated_data;  // authenticated, not encrypted; may be empty
};

/// Writes ciphertext, then tag. `sealed` is kAeadTagBytes longer than `plaintext` and does not overlap it. Plaintexts
/// up to 2^32 - 1 bytes; memory that cannot be had ends the program.
void aead_seal(const AeadParameters& parameters, ByteSpan plaintext, MutableByteSpan sealed) noexcept;

/// The opposite; `plaintext` is kAeadTagBytes shorter than `sealed`. False, with `plaintext` zeroed, where the tag does
/// not fit: another key, IV or associated data, or an altered byte; which of these cannot be told.
[[nodiscard]] bool aead_open(const AeadParameters& parameters, ByteSpan sealed, MutableByteSpan plaintext) noexcept;

}  // namespace ratestack
