// A JSON Web Token in the compact form (RFC 7519, RFC 7515 section 3.1), taken apart and not believed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/crypto/signature.hpp"
#include "ratestack/encoding/json.hpp"
#include "ratestack/identity/jwt_error.hpp"

namespace ratestack {

/// Well-formed: three segments of strict base64url, a header and claims that are JSON objects without duplicate
/// members. Nothing in it is proven; verify_jwt makes a VerifiedJwt of it. `jku`, `jwk`, `x5u` and `x5c` in the header
/// are never looked at: which key to use is not the token's to say. `crit` is refused (RFC 7515 section 4.1.11: we
/// understand none of the extensions that it could name), `b64` with it.
class CompactJwt {
 public:
  static constexpr std::size_t kMaxBytes = 16'384;
  static constexpr std::size_t kMaxKid = 256;

  /// Errors: too_long, malformed.
  static Result<CompactJwt> parse(std::string_view text);

  [[nodiscard]] const std::string& algorithm() const noexcept { return algorithm_; }
  [[nodiscard]] const std::string& kid() const noexcept { return kid_; }    // empty: none
  [[nodiscard]] const std::string& type() const noexcept { return type_; }  // empty: none
  [[nodiscard]] const JsonObject& unproven_claims() const noexcept { return claims_; }
  /// What is signed: header and payload as they came. A view into this object.
  [[nodiscard]] std::string_view signing_input() const noexcept {
    return std::string_view(text_).substr(0, signing_size_);
  }
  [[nodiscard]] const std::vector<std::uint8_t>& signature() const noexcept { return signature_; }

 private:
  CompactJwt() = default;
  Result<void> read_header(std::string_view segment);
  Result<void> read_claims(std::string_view segment);

  std::string text_;
  std::size_t signing_size_ = 0;
  std::string algorithm_, kid_, type_;
  JsonObject claims_;
  std::vector<std::uint8_t> signature_;
};

/// header "." claims, ready to be signed; `typ` may be empty.
[[nodiscard]] std::string jwt_signing_input(SignatureAlgorithm algorithm, std::string_view kid, std::string_view typ,
                                            const JsonObject& claims);
/// With the signature appended: the token.
[[nodiscard]] std::string finish_jwt(std::string signing_input, ByteSpan signature);

}  // namespace ratestack
