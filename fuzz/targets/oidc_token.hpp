// Claims that somebody chose, in a token of a provider's whose signature holds.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "ratestack/encoding/base64url.hpp"
#include "ratestack/identity/jwt_verifier.hpp"
#include "ratestack/identity/oidc_rules.hpp"

namespace ratestack::fuzzing {

inline constexpr Timestamp kNow = Timestamp::from_micros(1'795'435'200'000'000);

/// Takes every signature for good.
class TrustingVerifier final : public SignatureVerifier {
 public:
  [[nodiscard]] SignatureAlgorithm algorithm() const noexcept override { return SignatureAlgorithm::rs256; }
  [[nodiscard]] bool verify(ByteSpan, ByteSpan) const override { return true; }
};

/// One of each kind, for the same client.
inline const std::array<OidcRules, 3>& providers() {
  static const auto make = [](OidcProvider provider) {
    return OidcRules::create({.provider = provider, .client_id = "c", .redirect_uri = "https://rates.example/auth"})
        .value();
  };
  static const std::array<OidcRules, 3> kProviders{make(OidcProvider::google), make(OidcProvider::microsoft),
                                                   make(OidcProvider::apple)};
  return kProviders;
}

/// `claims` in a token whose signature holds, as `rules` read it.
inline Result<VerifiedJwt> verified(std::string_view claims, const JwtRules& rules) {
  static const TrustingVerifier kVerifier;
  const std::array keys{JwtKey{"k", &kVerifier}};
  const std::string header = base64url_encode(as_bytes(R"({"alg":"RS256","kid":"k"})"));
  const auto jwt = CompactJwt::parse(header + '.' + base64url_encode(as_bytes(claims)) + ".AAAA");
  if (!jwt) return jwt.error();
  return verify_jwt(jwt.value(), keys, rules, kNow);
}

}  // namespace ratestack::fuzzing
