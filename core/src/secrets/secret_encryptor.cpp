#include "ratestack/secrets/secret_encryptor.hpp"

#include <array>

#include "ratestack/crypto/constant_time.hpp"
#include "ratestack/crypto/hkdf.hpp"
#include "ratestack/crypto/hmac.hpp"
#include "ratestack/encoding/hex.hpp"
#include "ratestack/secrets/envelope.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kFingerprintBytes = 8;

/// The row's key and commitment, wiped at the end.
class Derived {
 public:
  Derived(const MasterKey& master, ByteSpan salt, const SecretPlace& place) {
    hkdf_sha256(master.bytes().expose(), salt, as_bytes("ratestack secret v1|" + place.text()), bytes_);
  }
  Derived(const Derived&) = delete;
  Derived& operator=(const Derived&) = delete;
  ~Derived() { secure_wipe(bytes_); }

  [[nodiscard]] std::span<const std::uint8_t, kAeadKeyBytes> key() const {
    return std::span<const std::uint8_t, kAeadKeyBytes>(bytes_.data(), kAeadKeyBytes);
  }
  [[nodiscard]] ByteSpan commitment() const { return ByteSpan(bytes_).subspan(kAeadKeyBytes); }

 private:
  std::array<std::uint8_t, kAeadKeyBytes + kCommitmentBytes> bytes_{};
};

std::string associated_data(const Kid& kid, const SecretPlace& place) {
  std::string text(kEnvelopePrefix);
  text += kid.view();
  text += '|';
  return text += place.text();
}

Error about(SecretError error, const Kid& kid) { return Error(error, std::string(kid.view())); }

}  // namespace

Result<std::string> SecretEncryptor::seal(const SecretPlace& place, ByteSpan plaintext, const Kid& kid) const {
  return seal(place, plaintext, kid, entropy_);
}

Result<std::string> SecretEncryptor::seal(const SecretPlace& place, ByteSpan plaintext, const Kid& kid,
                                          Entropy& entropy) const {
  const MasterKey* const master = ring_.find(kid);
  if (master == nullptr) return about(SecretError::unknown_key, kid);
  if (plaintext.size() > kMaxSecretBytes) return SecretError::too_long;
  Envelope envelope(kid, plaintext.size());
  entropy.fill(envelope.salt_and_iv());
  const Derived derived(*master, envelope.salt(), place);
  const ByteSpan commitment = derived.commitment();
  std::copy(commitment.begin(), commitment.end(), envelope.commitment().begin());
  const std::string data = associated_data(kid, place);
  aead_seal({derived.key(), envelope.iv(), as_bytes(data)}, plaintext, envelope.sealed());
  return envelope.to_text();
}

Result<SecretBytes> SecretEncryptor::open(const SecretPlace& place, std::string_view text) const {
  const auto parsed = Envelope::parse(text);
  if (!parsed) return parsed.error();
  const Envelope& envelope = parsed.value();
  const Kid& kid = envelope.kid();
  const MasterKey* const master = ring_.find(kid);
  if (master == nullptr) return about(SecretError::unknown_key, kid);
  const Derived derived(*master, envelope.salt(), place);
  if (!constant_time_equal(derived.commitment(), envelope.commitment())) return about(SecretError::wrong_key, kid);
  const std::string data = associated_data(kid, place);
  bool opened = false;
  auto plaintext = SecretBytes::generate(envelope.plaintext_size(), [&](MutableByteSpan out) {
    opened = aead_open({derived.key(), envelope.iv(), as_bytes(data)}, envelope.sealed(), out);
  });
  if (!opened) return about(SecretError::tampered, kid);
  return plaintext;
}

Result<std::string> SecretEncryptor::fingerprint(std::string_view org_id, ByteSpan plaintext, const Kid& kid) const {
  const MasterKey* const master = ring_.find(kid);
  if (master == nullptr) return about(SecretError::unknown_key, kid);
  std::array<std::uint8_t, Digest::kSize> key{};
  const std::string info = "ratestack secret fingerprint v1|" + std::string(org_id);
  hkdf_sha256(master->bytes().expose(), {}, as_bytes(info), key);
  const Digest tag = hmac_sha256(key, plaintext);
  secure_wipe(key);
  return hex_encode(ByteSpan(tag.bytes).first(kFingerprintBytes));
}

}  // namespace ratestack
