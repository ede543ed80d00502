// The three calls to an OpenID provider: its discovery document, its keys, and the exchange of a code.
#pragma once

#include <string>

#include "native/service/http_client.hpp"
#include "native/service/identity/signature_keys.hpp"
#include "ratestack/identity/oidc_metadata.hpp"
#include "ratestack/identity/oidc_tokens.hpp"

namespace ratestack::service {

/// How a provider is asked.
struct ProviderLine {
  HttpClient& http;
  HttpCallLimits limits;
};

// Each blocks. Errors: IdentityError::provider_unavailable (nobody answered, or not now), provider_refused (context:
// the rule that the answer or its place broke, or the provider's own error code).
[[nodiscard]] Result<OidcMetadata> fetch_metadata(const ProviderLine& line, const OidcRules& rules);
[[nodiscard]] Result<SignatureKeys> fetch_keys(const ProviderLine& line, const std::string& key_set_url);
[[nodiscard]] Result<OidcTokens> exchange_code(const ProviderLine& line, const std::string& token_endpoint,
                                               TokenRequest request);

/// What a rule of core said, as this layer says it.
[[nodiscard]] Error provider_refused(const Error& why);

}  // namespace ratestack::service
