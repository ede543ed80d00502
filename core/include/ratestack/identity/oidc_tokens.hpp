// The exchange of a code for tokens (RFC 6749 section 4.1.3, OpenID Connect Core 1.0 section 3.1.3): what is posted and
// what is answered.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/crypto/secret_bytes.hpp"
#include "ratestack/identity/oidc_metadata.hpp"
#include "ratestack/identity/oidc_transaction.hpp"

namespace ratestack {

/// The form to post, and the value of the Authorization header (empty: none). Both hold the client's secret.
struct TokenRequest {
  SecretBytes form;
  SecretBytes authorization;
};
[[nodiscard]] TokenRequest make_token_request(const OidcRules& rules, const OidcTransaction& transaction,
                                              std::string_view code, const SecretBytes& client_secret,
                                              ClientAuthentication authentication);

/// The access token is asked for nothing: it is here for `at_hash` alone.
struct OidcTokens {
  std::string id_token;
  std::string access_token;
};
/// Of an answer with status 200. Error: malformed_token_answer.
[[nodiscard]] Result<OidcTokens> parse_token_answer(std::string_view text);
/// Of one with another status: token_refused, with the provider's error code where that is one.
[[nodiscard]] Error parse_token_refusal(std::string_view text);

}  // namespace ratestack
