// RS256 (RSASSA-PKCS1-v1_5 with SHA-256, RFC 7518 section 3.3) by OpenSSL: verified where others sign with it, never
// made.
#pragma once

#include "native/service/identity/evp_key.hpp"
#include "ratestack/crypto/signature.hpp"
#include "ratestack/identity/json_web_key.hpp"

namespace ratestack::service {

/// A public key, taken apart once and used often.
class Rs256Verifier final : public SignatureVerifier {
 public:
  /// Within the bounds that parse_key_set keeps. JwtError::malformed_key_set: OpenSSL refuses the key.
  static Result<Rs256Verifier> of(const RsaPublicKey& key);

  [[nodiscard]] SignatureAlgorithm algorithm() const noexcept override { return SignatureAlgorithm::rs256; }
  /// `signature` is as long as the modulus.
  [[nodiscard]] bool verify(ByteSpan message, ByteSpan signature) const override;

 private:
  explicit Rs256Verifier(EvpKey key) : key_(std::move(key)) {}
  EvpKey key_;
};

}  // namespace ratestack::service
