// From a CompactJwt to a VerifiedJwt: signature first, then the claims that every token has (RFC 7519 section 4.1,
// RFC 8725).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ratestack/base/time.hpp"
#include "ratestack/crypto/signature.hpp"
#include "ratestack/identity/compact_jwt.hpp"

namespace ratestack {

/// A key that a token may name. What is named stays with the key set that it comes from.
struct JwtKey {
  std::string_view kid;
  const SignatureVerifier* verifier = nullptr;
};

/// Which `iss` a token must have. Rules cannot leave it out: that nobody compares it has to be said.
class IssuerRule {
 public:
  // Implicit: rules are written down with the issuer itself.
  IssuerRule(std::string_view exact) noexcept : exact_(exact) {}
  IssuerRule(const std::string& exact) noexcept : exact_(exact) {}
  IssuerRule(std::string&&) = delete;  // would be gone before it is compared
  /// For an issuer that is a template (Microsoft's): the caller compares `iss` once it knows what to expect.
  static IssuerRule judged_by_caller() noexcept { return {}; }

  /// Compared byte for byte. Absent: not compared.
  [[nodiscard]] const std::optional<std::string_view>& exact() const noexcept { return exact_; }

 private:
  IssuerRule() = default;
  std::optional<std::string_view> exact_;
};

/// Whether a header will do that says of no use what it is for: one without `typ`, or with "JWT" (RFC 7519 section
/// 5.1).
enum class Untyped : std::uint8_t { refused, accepted };

/// How far clocks may be apart.
inline constexpr std::chrono::seconds kJwtLeeway{30};

/// What a token must be for one use of it. Views need outlive the call alone.
struct JwtRules {
  std::span<const SignatureAlgorithm> algorithms;  // those that issuers of this use sign with
  IssuerRule issuer;
  std::string_view audience;                // one of `aud`
  std::string_view type;                    // of the header, without case and without "application/"; empty: any
  Untyped untyped = Untyped::refused;       // besides `type`, where that is not empty
  std::chrono::seconds leeway{kJwtLeeway};  // of clocks; on `exp`, `nbf` and `iat`
  std::chrono::seconds max_lifetime{0};     // from `iat` to `exp`; 0: any, and `iat` may be missing
};

/// Claims whose signature, issuer, audience and times have been checked. Only verify_jwt makes one.
class VerifiedJwt {
 public:
  [[nodiscard]] const JsonObject& claims() const noexcept { return claims_; }
  /// A view into the claims. missing_claim, malformed_claim (no string, or an empty one).
  [[nodiscard]] Result<std::string_view> text(std::string_view name) const;
  /// A NumericDate (RFC 7519 section 2). missing_claim, malformed_claim.
  [[nodiscard]] Result<Timestamp> time(std::string_view name) const;
  /// Of `aud`, which may be a string or an array.
  [[nodiscard]] std::size_t audiences() const noexcept { return audiences_; }

 private:
  friend Result<VerifiedJwt> verify_jwt(const CompactJwt& jwt, std::span<const JwtKey> keys, const JwtRules& rules,
                                        Timestamp now);
  VerifiedJwt(JsonObject claims, std::size_t audiences) : claims_(std::move(claims)), audiences_(audiences) {}

  JsonObject claims_;
  std::size_t audiences_;
};

/// The key is the one of the token's `kid`, whose algorithm must be the token's own: a token cannot choose how its key
/// is used. Does not check `sub`, `nonce` or anything that one use alone has. Errors: all of JwtError but those of
/// parsing.
[[nodiscard]] Result<VerifiedJwt> verify_jwt(const CompactJwt& jwt, std::span<const JwtKey> keys, const JwtRules& rules,
                                             Timestamp now);

}  // namespace ratestack
