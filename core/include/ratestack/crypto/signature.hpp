// Signatures as core sees them: made and checked by whoever hosts it (OpenSSL natively, WebCrypto at the edge).
#pragma once

#include <array>
#include <cstdint>

#include "ratestack/base/bytes.hpp"
#include "ratestack/base/result.hpp"

namespace ratestack {

/// JOSE's names (RFC 7518 section 3.1). There is no "none" and no symmetric one: neither can be asked for.
enum class SignatureAlgorithm : std::uint8_t { es256, rs256 };
[[nodiscard]] std::string_view to_string(SignatureAlgorithm algorithm) noexcept;  // "ES256"

inline constexpr std::size_t kP256Bytes = 32;  // of a coordinate and of a scalar
inline constexpr std::size_t kEs256Bytes =
    std::size_t{2} * 32;  // r then s, big-endian (RFC 7518 section 3.4; IEEE P1363)
using Es256Signature = std::array<std::uint8_t, kEs256Bytes>;

/// A point as its coordinates, big-endian. Whether it is on the curve is for the verifier to find out.
struct P256Point {
  std::array<std::uint8_t, kP256Bytes> x{}, y{};
  friend bool operator==(const P256Point&, const P256Point&) = default;
};

/// One public key. Safe to use from any number of threads.
class SignatureVerifier {
 public:
  virtual ~SignatureVerifier() = default;
  [[nodiscard]] virtual SignatureAlgorithm algorithm() const noexcept = 0;
  /// False for a signature that is wrong in any way, its length and encoding included.
  [[nodiscard]] virtual bool verify(ByteSpan message, ByteSpan signature) const = 0;
};

/// One private P-256 key. Safe to use from any number of threads.
class Es256Signer {
 public:
  virtual ~Es256Signer() = default;
  [[nodiscard]] virtual Result<Es256Signature> sign(ByteSpan message) const = 0;
  [[nodiscard]] virtual const P256Point& public_point() const noexcept = 0;
};

}  // namespace ratestack
