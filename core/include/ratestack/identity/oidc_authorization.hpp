// The authentication request (OpenID Connect Core 1.0 section 3.1.2.1): the URL that a browser is sent to.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/identity/oidc_metadata.hpp"
#include "ratestack/identity/oidc_transaction.hpp"

namespace ratestack {

enum class OidcPrompt : std::uint8_t { unspecified, login, select_account, consent };

struct OidcAuthorizationOptions {
  OidcPrompt prompt = OidcPrompt::unspecified;
  std::string_view login_hint = {};  // empty: none
};

/// Authorization code flow with PKCE S256, state and nonce, always. `endpoint` may have a query of its own, which
/// stays.
[[nodiscard]] std::string authorization_url(std::string_view endpoint, const OidcRules& rules,
                                            const OidcTransaction& transaction,
                                            const OidcAuthorizationOptions& options = {});

/// What makes the provider ask whoever sits there which account is meant, and not answer for the one that happens to be
/// signed in (which a stranger may have seen to): select_account of Google and Microsoft, as they document it; login of
/// an issuer of the operator's own, since OpenID Connect Core 1.0 section 3.1.2.1 has every provider take that; nothing
/// of Apple, who always asks.
[[nodiscard]] OidcPrompt account_prompt(const OidcRules& rules) noexcept;

/// Whether the answer comes by form_post: a cross-site POST, which takes a cookie with SameSite=None along.
[[nodiscard]] bool answers_by_post(const OidcRules& rules) noexcept;

}  // namespace ratestack
