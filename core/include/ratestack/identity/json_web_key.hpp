// Public keys as JSON Web Keys (RFC 7517): those of a set, and how ours are written and named.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ratestack/crypto/signature.hpp"
#include "ratestack/encoding/json.hpp"
#include "ratestack/identity/jwt_error.hpp"

namespace ratestack {

/// Modulus and exponent, big-endian without leading zeros. 2048 to 4096 bits; both odd, the exponent over 1 and of at
/// most 4 bytes.
struct RsaPublicKey {
  std::vector<std::uint8_t> modulus, exponent;
};

struct JsonWebKey {
  std::string kid;
  std::variant<P256Point, RsaPublicKey> key;

  [[nodiscard]] SignatureAlgorithm algorithm() const noexcept {
    return std::holds_alternative<P256Point>(key) ? SignatureAlgorithm::es256 : SignatureAlgorithm::rs256;
  }
};

inline constexpr std::size_t kMaxKeySetBytes = std::size_t{256} * 1024;
inline constexpr std::size_t kMaxKeys = 64;

/// Reads a JWK Set. Keys that we cannot verify with are left out (RFC 7517 section 5), so that one of them does not
/// lock out an issuer's others: those of another kind, use or algorithm, broken ones, sizes out of bounds, and those
/// without a `kid` that a token could name. Errors: malformed_key_set (no set, two such keys of one kid, over
/// kMaxKeys).
[[nodiscard]] Result<std::vector<JsonWebKey>> parse_key_set(std::string_view text);

/// {"alg":"ES256","crv":"P-256","kid":...,"kty":"EC","use":"sig","x":...,"y":...}
[[nodiscard]] JsonObject to_jwk(const P256Point& point, std::string_view kid);
/// The key's thumbprint (RFC 7638): a kid that nobody has to choose.
[[nodiscard]] std::string thumbprint(const P256Point& point);
/// Reads one of our own; malformed_key_set.
[[nodiscard]] Result<P256Point> parse_p256_jwk(std::string_view text);

}  // namespace ratestack
