// The bodies of sign-in requests, read strictly.
#pragma once

#include "native/http/exchange.hpp"
#include "native/http/json_fields.hpp"
#include "native/service/identity/sign_in_types.hpp"
#include "ratestack/crypto/secret_bytes.hpp"

namespace ratestack::http {

/// `{"client":{"ip","user_agent"},"device"?}` beside whatever else the body has: where the attempt comes from, as the
/// portal states it. The row of it names the client's address, not the portal's.
[[nodiscard]] Result<service::SignInContext> read_context(const Fields& body, const Exchange& exchange);

/// A member that holds a password or a token: at most `max` bytes.
[[nodiscard]] Result<SecretBytes> read_secret(const Fields& body, std::string_view name, std::size_t max);
/// A member of 1 to `max` bytes.
[[nodiscard]] Result<std::string> read_text(const Fields& body, std::string_view name, std::size_t max);
/// `session_token`. Besides: unknown_session for what cannot be one.
[[nodiscard]] Result<SessionToken> read_session_token(const Fields& body);
/// "totp" or "recovery_code".
[[nodiscard]] Result<AuthMethod> read_code_method(const Fields& body);

}  // namespace ratestack::http
