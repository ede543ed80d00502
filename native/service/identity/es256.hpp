// ES256 (ECDSA on P-256 with SHA-256) by OpenSSL: twenty times as fast as mbedTLS here, and each request costs one.
#pragma once

#include "native/service/identity/evp_key.hpp"
#include "ratestack/crypto/secret_bytes.hpp"
#include "ratestack/crypto/signature.hpp"

namespace ratestack::service {

enum class Es256Error { malformed_key = 1, failed };
boost::system::error_code make_error_code(Es256Error error);

/// A public key, taken apart once and used often.
class Es256Verifier final : public SignatureVerifier {
 public:
  /// malformed_key: the point is not on the curve.
  static Result<Es256Verifier> of(const P256Point& point);

  [[nodiscard]] SignatureAlgorithm algorithm() const noexcept override { return SignatureAlgorithm::es256; }
  /// `signature` is r then s, 32 bytes each. Of the two that fit each message (s and n - s) both are taken, as RFC 7518
  /// asks: a token is no proof that no other text of it exists.
  [[nodiscard]] bool verify(ByteSpan message, ByteSpan signature) const override;
  [[nodiscard]] const P256Point& point() const noexcept { return point_; }

 private:
  Es256Verifier(EvpKey key, const P256Point& point) : key_(std::move(key)), point_(point) {}
  EvpKey key_;
  P256Point point_;
};

/// A private key. OpenSSL keeps it in its own memory and wipes it with the key.
class Es256PrivateKey final : public Es256Signer {
 public:
  static Result<Es256PrivateKey> generate();
  /// PKCS#8, DER, and nothing behind it. malformed_key: that is not one, not of P-256, or its halves do not belong
  /// together.
  static Result<Es256PrivateKey> from_pkcs8(ByteSpan der);
  /// PKCS#8, PEM, as Apple hands them out; not one under a passphrase. malformed_key.
  static Result<Es256PrivateKey> from_pem(ByteSpan pem);

  [[nodiscard]] Result<Es256Signature> sign(ByteSpan message) const override;
  [[nodiscard]] const P256Point& public_point() const noexcept override { return point_; }
  [[nodiscard]] Result<SecretBytes> to_pkcs8() const;

 private:
  Es256PrivateKey(EvpKey key, const P256Point& point) : key_(std::move(key)), point_(point) {}
  static Result<Es256PrivateKey> of(EvpKey key);

  EvpKey key_;
  P256Point point_;
};

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::Es256Error> : std::true_type {};
