// Apple's client secret: no password but a JWT that the operator's key signs.
#pragma once

#include <chrono>
#include <string_view>

#include "ratestack/base/time.hpp"
#include "ratestack/crypto/secret_bytes.hpp"
#include "ratestack/crypto/signature.hpp"
#include "ratestack/identity/oidc_rules.hpp"

namespace ratestack {

/// Apple takes up to six months; what is made for one exchange has to outlive that alone.
inline constexpr std::chrono::seconds kAppleSecretLifetime{5 * 60};

struct AppleSecretClaims {
  std::string_view team_id;
  std::string_view key_id;
};

/// ES256; `iss` the team, `sub` the client, `aud` Apple's issuer, times in whole seconds. Errors: those of the signer.
[[nodiscard]] Result<SecretBytes> make_apple_secret(const Es256Signer& signer, const AppleSecretClaims& claims,
                                                    const OidcRules& rules, Timestamp now);

}  // namespace ratestack
