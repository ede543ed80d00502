// The text that a sealed value is stored as (contract 3.7):
//
//   rs1.<kid>.<base64url(salt 16 || iv 12 || commitment 16 || ciphertext || tag 16)>
//
// Reading one says nothing about whether it opens: that is SecretEncryptor's part.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/crypto/aead.hpp"
#include "ratestack/secrets/master_key.hpp"

namespace ratestack {

inline constexpr std::size_t kSaltBytes = 16;
inline constexpr std::size_t kCommitmentBytes = 16;
inline constexpr std::string_view kEnvelopePrefix = "rs1.";
inline constexpr std::size_t kMaxSecretBytes = std::size_t{64} * 1024;  // of plaintext

/// The parts of an envelope; the spans live as long as it.
class Envelope {
 public:
  static constexpr std::size_t kOverhead = kSaltBytes + kAeadIvBytes + kCommitmentBytes + kAeadTagBytes;

  /// Strict: one value has one text. Errors: not_ciphertext, unknown_version ("rs" and another number).
  static Result<Envelope> parse(std::string_view text);

  /// Room for `plaintext_size` bytes, to be filled through the mutable spans.
  Envelope(Kid kid, std::size_t plaintext_size) : kid_(kid), bytes_(kOverhead + plaintext_size) {}

  [[nodiscard]] std::string to_text() const;
  [[nodiscard]] const Kid& kid() const noexcept { return kid_; }
  [[nodiscard]] std::size_t plaintext_size() const noexcept { return bytes_.size() - kOverhead; }

  using Salt = std::span<const std::uint8_t, kSaltBytes>;
  using Iv = std::span<const std::uint8_t, kAeadIvBytes>;
  [[nodiscard]] Salt salt() const noexcept { return Salt(bytes_.data(), kSaltBytes); }
  [[nodiscard]] Iv iv() const noexcept { return Iv(bytes_.data() + kSaltBytes, kAeadIvBytes); }
  [[nodiscard]] ByteSpan commitment() const noexcept {
    return ByteSpan(bytes_).subspan(kCommitmentAt, kCommitmentBytes);
  }
  [[nodiscard]] ByteSpan sealed() const noexcept { return ByteSpan(bytes_).subspan(kSealedAt); }

  [[nodiscard]] MutableByteSpan salt_and_iv() noexcept { return MutableByteSpan(bytes_).first(kCommitmentAt); }
  [[nodiscard]] MutableByteSpan commitment() noexcept {
    return MutableByteSpan(bytes_).subspan(kCommitmentAt, kCommitmentBytes);
  }
  [[nodiscard]] MutableByteSpan sealed() noexcept { return MutableByteSpan(bytes_).subspan(kSealedAt); }

 private:
  static constexpr std::size_t kCommitmentAt = kSaltBytes + kAeadIvBytes;
  static constexpr std::size_t kSealedAt = kCommitmentAt + kCommitmentBytes;

  Envelope(Kid kid, std::vector<std::uint8_t> bytes) : kid_(kid), bytes_(std::move(bytes)) {}
  Kid kid_;
  std::vector<std::uint8_t> bytes_;
};

}  // namespace ratestack
