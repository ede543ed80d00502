// HMAC-SHA-256 (RFC 2104, FIPS 198-1) over our own SHA-256: the same code natively and in WebAssembly.
#pragma once

#include <array>
#include <initializer_list>

#include "ratestack/base/bytes.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack {

/// Any length of key is taken (RFC 2104 section 2: a key over one block is hashed first); whether it is long enough is
/// the caller's to decide. The tag is secret-derived: compare it with `constant_time_equal`, never with ==. The padded
/// key lives on the stack meanwhile and is wiped.
[[nodiscard]] Digest hmac_sha256(ByteSpan key, ByteSpan message) noexcept;

/// One key, many messages: the two blocks of padded key are hashed once. Copyable; safe to use from any number of
/// threads. Holds states derived from the key, which forge tags as the key itself does: treat it as the key.
class HmacSha256Key {
 public:
  explicit HmacSha256Key(ByteSpan key) noexcept;
  [[nodiscard]] Digest tag(ByteSpan message) const noexcept { return tag({message}); }
  /// Of the parts as one message.
  [[nodiscard]] Digest tag(std::initializer_list<ByteSpan> parts) const noexcept;

 private:
  Sha256 inner_;
  Sha256 outer_;
};

}  // namespace ratestack
