// A provider as the operator configured it, with what is secret about it.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "native/service/http_client.hpp"
#include "ratestack/crypto/secret_bytes.hpp"
#include "ratestack/identity/oidc_rules.hpp"

namespace ratestack::service {

/// The policy (contract 3.11) that judges every URL of a provider's.
inline constexpr std::string_view kIdentityProviderService = "identity-provider";

/// Apple's: a P-256 key, PKCS#8 in PEM. It is read for each secret that it signs and nowhere kept in another form.
struct AppleKey {
  std::string team_id;
  std::string key_id;
  SecretBytes pem;
};

struct OidcProviderSettings {
  OidcProviderSpec spec;
  std::variant<SecretBytes, AppleKey> credential;  // a client secret; Apple has the key
  HttpCallLimits limits = {};                      // of each call to the provider
};

/// Whether a client can be made of them, so that a wrong key is found by the operator and not by the first person who
/// signs in. OidcError::malformed_settings; context: the member (client_id, redirect_uri, issuer, hosted_domain,
/// tenants, client_secret, team_id, key_id, private_key).
[[nodiscard]] Result<void> check_provider(const OidcProviderSettings& settings);

}  // namespace ratestack::service
