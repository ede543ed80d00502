#include "ratestack/identity/oidc_apple_secret.hpp"

#include "ratestack/crypto/secure_wipe.hpp"
#include "ratestack/identity/compact_jwt.hpp"

namespace ratestack {

Result<SecretBytes> make_apple_secret(const Es256Signer& signer, const AppleSecretClaims& claims,
                                      const OidcRules& rules, Timestamp now) {
  constexpr std::int64_t kMicros = 1'000'000;
  const std::int64_t issued = now.micros() / kMicros;
  const JsonObject body{{"aud", rules.spec().issuer},
                        {"exp", issued + kAppleSecretLifetime.count()},
                        {"iat", issued},
                        {"iss", claims.team_id},
                        {"sub", rules.spec().client_id}};
  std::string input = jwt_signing_input(SignatureAlgorithm::es256, claims.key_id, {}, body);
  const auto signature = signer.sign(as_bytes(input));
  if (!signature) return signature.error();
  std::string token = finish_jwt(std::move(input), signature.value());
  SecretBytes secret = SecretBytes::copy_of(as_bytes(token));
  secure_wipe({reinterpret_cast<std::uint8_t*>(token.data()), token.size()});
  return secret;
}

}  // namespace ratestack
