#include "native/service/identity/server_keys.hpp"

#include "native/service/new_id.hpp"
#include "native/service/secrets/sealed_values.hpp"
#include "ratestack/crypto/hkdf.hpp"

namespace ratestack::service {
namespace {

constexpr std::size_t kKeyBytes = 32;

Result<SecretPlace> place_of_key(const ServerKeyId& id) {
  return place_of(kServerKeyValues, kServerKeyOwner, id.view());
}

Result<std::optional<ServerKey>> oldest_root(Store& store) {
  auto keys = store.identity().server_keys(kRootKeyPurpose);
  if (!keys) return keys.error();
  if (keys.value().empty()) return std::optional<ServerKey>();
  return std::optional<ServerKey>(std::move(keys.value().back()));
}

// The end of the log is one server's at a time: of two that start at once the second finds what the first has made.
Result<void> make_first_root(Store& store, const SecretEncryptor& encryptor, Entropy& entropy, Timestamp now) {
  const auto fresh = SecretBytes::generate(kKeyBytes, [&](MutableByteSpan out) { entropy.fill(out); });
  return store.transact([&](WriteTransaction& transaction) -> Result<void> {
    if (auto held = transaction.heads({}); !held) return held.error();
    const auto there = oldest_root(store);
    if (!there) return there.error();
    if (there.value()) return {};
    const auto stored =
        store_server_key(transaction, encryptor, entropy, {kRootKeyPurpose, fresh.expose(), {}, now}, now);
    if (!stored) return stored.error();
    return {};
  });
}

}  // namespace

Result<ServerKeyId> store_server_key(WriteTransaction& transaction, const SecretEncryptor& encryptor, Entropy& entropy,
                                     const ServerKeyParts& parts, Timestamp now) {
  const auto kid = write_key(transaction.secrets(), encryptor.ring());
  if (!kid) return kid.error();
  ServerKey key{
      new_id<ServerKeyId>(now, entropy), std::string(parts.purpose), {}, parts.public_key, now, parts.activates_at, {}};
  const auto place = place_of_key(key.id);
  if (!place) return place.error();
  auto envelope = encryptor.seal(*place, parts.value, *kid);
  if (!envelope) return envelope.error();
  key.envelope = std::move(envelope.value());
  if (auto stored = transaction.identity().insert_server_key(key); !stored) return stored.error();
  return key.id;
}

Result<SecretBytes> open_server_key(const SecretEncryptor& encryptor, const ServerKey& key) {
  const auto place = place_of_key(key.id);
  if (!place) return place.error();
  return encryptor.open(*place, key.envelope);
}

Result<SecretBytes> root_key(Store& store, const SecretEncryptor& encryptor, Entropy& entropy, Timestamp now) {
  auto key = oldest_root(store);
  if (!key) return key.error();
  if (!key.value()) {
    if (auto made = make_first_root(store, encryptor, entropy, now); !made) return made.error();
    key = oldest_root(store);
    if (!key) return key.error();
  }
  return open_server_key(encryptor, *key.value());
}

SecretBytes derive_server_key(const SecretBytes& root, std::string_view purpose) {
  return SecretBytes::generate(kKeyBytes, [&](MutableByteSpan out) {
    hkdf_sha256(root.expose(), as_bytes("ratestack server key v1"), as_bytes(purpose), out);
  });
}

}  // namespace ratestack::service
