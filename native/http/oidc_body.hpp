// The bodies of sign-ins through a provider, and of linking an account elsewhere.
#pragma once

#include "native/http/exchange.hpp"
#include "native/http/json_fields.hpp"
#include "native/service/identity/oidc_sign_in.hpp"

namespace ratestack::http {

/// The provider that the path names. IdentityError::unknown_provider.
[[nodiscard]] Result<OidcProvider> read_provider(const Exchange& exchange);
/// `{"return_path"?}`; "/" where it is absent.
[[nodiscard]] Result<OidcTransaction::Start> read_start(const Fields& body);
/// `{"transaction","form"}`.
[[nodiscard]] Result<service::OidcAnswer> read_answer(const Fields& body);

[[nodiscard]] std::string started_body(const service::OidcStarted& started);

}  // namespace ratestack::http
