// What sign-ins through a provider and the linking of an account elsewhere have in common.
#pragma once

#include "native/http/api.hpp"
#include "native/http/exchange.hpp"
#include "native/http/json_fields.hpp"
#include "native/service/identity/oidc_sign_in.hpp"

namespace ratestack::http {

/// The provider that the path names. IdentityError::unknown_provider.
[[nodiscard]] Result<OidcProvider> read_provider(const Exchange& exchange);
/// `{"transaction","form"}`.
[[nodiscard]] Result<service::OidcAnswer> read_answer(const Fields& body);

/// Begins with `{"return_path"?}` ("/" where it is absent) and answers where to send the browser. `linked_user`: whom
/// the account is to be linked to; absent: a sign-in. In the lane of calls.
void start_at_provider(Api& api, const ExchangePtr& exchange, std::optional<UserId> linked_user);

}  // namespace ratestack::http
