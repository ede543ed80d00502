// Seals secrets for one place in the database and opens them there (contract 3.7).
//
// Each value has a key of its own: HKDF-SHA-256 of the master key with the value's random salt, over its place. The
// same derivation yields a commitment, so that one ciphertext cannot open to two plaintexts under two keys, which GCM
// by itself allows. The place is in the associated data too.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/crypto/entropy.hpp"
#include "ratestack/crypto/secret_bytes.hpp"
#include "ratestack/secrets/key_ring.hpp"
#include "ratestack/secrets/secret_place.hpp"

namespace ratestack {

/// Safe to use from any number of threads. Does not know which key is to be written under now: the caller does, from
/// the write fence in the database.
class SecretEncryptor {
 public:
  /// `entropy` must outlive it.
  SecretEncryptor(KeyRing ring, Entropy& entropy) : ring_(std::move(ring)), entropy_(entropy) {}

  /// Seals under the key `kid`. Errors: unknown_key, too_long (over kMaxSecretBytes).
  [[nodiscard]] Result<std::string> seal(const SecretPlace& place, ByteSpan plaintext, const Kid& kid) const;
  /// With entropy drawn by the caller: many seals, one draw.
  [[nodiscard]] Result<std::string> seal(const SecretPlace& place, ByteSpan plaintext, const Kid& kid,
                                         Entropy& entropy) const;

  /// Errors: not_ciphertext, unknown_version, unknown_key, wrong_key, tampered. Tells nothing of the plaintext on
  /// failure.
  [[nodiscard]] Result<SecretBytes> open(const SecretPlace& place, std::string_view envelope) const;

  /// 16 hex digits that are the same for the same value of one organisation under one master key, and that tell nothing
  /// about it to whoever lacks the key. Errors: unknown_key.
  [[nodiscard]] Result<std::string> fingerprint(std::string_view org_id, ByteSpan plaintext, const Kid& kid) const;

  [[nodiscard]] const KeyRing& ring() const noexcept { return ring_; }

 private:
  KeyRing ring_;
  Entropy& entropy_;
};

}  // namespace ratestack
