// Keys of the servers themselves, sealed in the database so that all servers of an installation share them.
#pragma once

#include <string_view>

#include "native/service/clock.hpp"
#include "native/service/store.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

inline constexpr std::string_view kRootKeyPurpose = "root";
inline constexpr std::string_view kTokenKeyPurpose = "access_token";

struct ServerKeyParts {
  std::string_view purpose;
  ByteSpan value;
  std::string public_key;  // a JWK, or empty
  Timestamp activates_at;
};

/// Seals and inserts, under the key that the fence names.
[[nodiscard]] Result<ServerKeyId> store_server_key(WriteTransaction& transaction, const SecretEncryptor& encryptor,
                                                   Entropy& entropy, const ServerKeyParts& parts, Timestamp now);
/// Errors: those of SecretEncryptor::open.
[[nodiscard]] Result<SecretBytes> open_server_key(const SecretEncryptor& encryptor, const ServerKey& key);

/// The key that others are derived from: the oldest there is, made at the first start. Two servers that start at once
/// agree on one.
[[nodiscard]] Result<SecretBytes> root_key(Store& store, const SecretEncryptor& encryptor, Entropy& entropy,
                                           Timestamp now);
/// 32 bytes for one purpose (HKDF-SHA-256 with the purpose as info).
[[nodiscard]] SecretBytes derive_server_key(const SecretBytes& root, std::string_view purpose);

}  // namespace ratestack::service
