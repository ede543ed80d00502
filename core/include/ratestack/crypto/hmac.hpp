// HMAC-SHA-256 (RFC 2104, FIPS 198-1) over our own SHA-256: the same code natively and in WebAssembly.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "ratestack/base/bytes.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack {

/// Any length of key is taken (RFC 2104 section 2: a key over one block is hashed first); whether it is long enough is
/// the caller's to decide. The tag is secret-derived: compare it with `constant_time_equal`, never with ==. The padded
/// key lives on the stack meanwhile and is wiped.
[[nodiscard]] Digest hmac_sha256(ByteSpan key, ByteSpan message) noexcept;

/// One key, many messages: the two blocks of padded key are hashed once. Copyable; safe to use from any number of
/// threads. Holds states derived from the key, which forge tags as the key itself does: they are wiped with it.
class HmacSha256Key {
 public:
  explicit HmacSha256Key(ByteSpan key) noexcept;
  ~HmacSha256Key();
  HmacSha256Key(const HmacSha256Key&) noexcept = default;
  HmacSha256Key& operator=(const HmacSha256Key&) noexcept = default;

  [[nodiscard]] Digest tag(ByteSpan message) const noexcept;
  /// The tag of the parts one after the other. Where one ends is not part of it: that is the caller's to make plain.
  [[nodiscard]] Digest tag_of_parts(std::span<const ByteSpan> parts) const noexcept;

 private:
  [[nodiscard]] Digest digest_of_parts(std::span<const ByteSpan> parts) const noexcept;  // the inner one

  std::array<std::uint32_t, 8> inner_;  // SHA-256 after one block: the key in its inner padding
  std::array<std::uint32_t, 8> outer_;
};

}  // namespace ratestack
