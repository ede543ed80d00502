// Providers, claims and entropy for the tests of OpenID Connect.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/identity/jwt_verifier.hpp"
#include "ratestack/identity/oidc_identity.hpp"
#include "ratestack/identity/oidc_transaction.hpp"

namespace ratestack::oidc_testing {

inline constexpr std::string_view kClient = "client-1";
inline constexpr std::string_view kNonce = "the-nonce";
inline constexpr std::string_view kTenant = "2f1c9a3e-0000-4b5c-8d7e-112233445566";
inline constexpr std::string_view kObject = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
inline constexpr std::int64_t kNowSeconds = 1'795'435'200;

inline Timestamp at(std::int64_t seconds_from_now) {
  return Timestamp::from_micros((kNowSeconds + seconds_from_now) * 1'000'000);
}

/// 0, 1, 2, ... without end.
class CountingEntropy final : public Entropy {
 public:
  void fill(MutableByteSpan out) override {
    std::generate(out.begin(), out.end(), [this] { return next_++; });
  }

 private:
  std::uint8_t next_ = 0;
};

inline OidcProviderSpec spec_of(OidcProvider provider) {
  return {.provider = provider,
          .client_id = std::string(kClient),
          .redirect_uri = "https://rates.example/auth/" + std::string(to_string(provider))};
}

inline OidcRules rules_of(OidcProviderSpec spec) { return OidcRules::create(std::move(spec)).value(); }
inline OidcRules rules_of(OidcProvider provider) { return rules_of(spec_of(provider)); }

/// What each provider's good id_token says.
inline JsonObject claims_of(OidcProvider provider) {
  JsonObject claims{{"aud", kClient},     {"exp", kNowSeconds + 3600},  {"iat", kNowSeconds},   {"nonce", kNonce},
                    {"sub", "subject-1"}, {"email", "ada@example.com"}, {"name", "Ada Example"}};
  switch (provider) {
    case OidcProvider::google:
      claims["iss"] = "https://accounts.google.com";
      claims["azp"] = kClient;
      claims["email_verified"] = true;
      break;
    case OidcProvider::microsoft:
      claims["iss"] = "https://login.microsoftonline.com/" + std::string(kTenant) + "/v2.0";
      claims["tid"] = kTenant;
      claims["oid"] = kObject;
      break;
    case OidcProvider::apple:
      claims["iss"] = "https://appleid.apple.com";
      claims["email_verified"] = "true";
      claims.erase("name");
      break;
  }
  return claims;
}

template <typename Value>
JsonObject with(JsonObject claims, std::string_view name, const Value& value) {
  claims[{name.data(), name.size()}] = value;
  return claims;
}

inline JsonObject without(JsonObject claims, std::string_view name) {
  claims.erase({name.data(), name.size()});
  return claims;
}

/// Believes every signature: what is looked at here comes after it.
class TrustingVerifier final : public SignatureVerifier {
 public:
  [[nodiscard]] SignatureAlgorithm algorithm() const noexcept override { return SignatureAlgorithm::rs256; }
  [[nodiscard]] bool verify(ByteSpan, ByteSpan) const override { return true; }
};

inline Result<VerifiedJwt> verified(const JsonObject& claims, const JwtRules& rules, std::string_view typ,
                                    std::int64_t seconds = 0) {
  static const TrustingVerifier kVerifier;
  const std::array keys{JwtKey{"k", &kVerifier}};
  const std::string token = finish_jwt(jwt_signing_input(SignatureAlgorithm::rs256, "k", typ, claims), {});
  return verify_jwt(CompactJwt::parse(token).value(), keys, rules, at(seconds));
}

inline Result<VerifiedJwt> verified(const JsonObject& claims, const OidcRules& rules, std::int64_t seconds = 0) {
  return verified(claims, id_token_rules(rules), "", seconds);
}

inline Result<OidcIdentity> read(const JsonObject& claims, const OidcRules& rules,
                                 const OidcExchange& exchange = {kNonce, "access"}) {
  const auto jwt = verified(claims, rules);
  if (!jwt) return jwt.error();
  return read_oidc_identity(jwt.value(), rules, exchange);
}

/// "read", or the error as it is written.
inline std::string outcome(const JsonObject& claims, const OidcRules& rules,
                           const OidcExchange& exchange = {kNonce, "access"}) {
  const auto identity = read(claims, rules, exchange);
  return identity ? "read" : identity.error().message();
}

}  // namespace ratestack::oidc_testing
