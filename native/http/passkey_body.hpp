// The members of a body that finish a passkey's ceremony: `{"transaction","credential"}`, the second as a browser's
// PublicKeyCredential.toJSON() writes it.
#pragma once

#include "native/http/json_fields.hpp"
#include "native/service/identity/passkeys.hpp"

namespace ratestack::http {

struct PasskeyAssertion {
  std::string transaction;
  AssertionResponse response;
};
[[nodiscard]] Result<PasskeyAssertion> read_assertion(const Fields& body);

struct PasskeyRegistration {
  std::string transaction;
  RegistrationResponse response;
};
[[nodiscard]] Result<PasskeyRegistration> read_registration(const Fields& body);

/// `{"options","transaction"}`.
[[nodiscard]] std::string passkey_start_body(service::PasskeyStart start);

}  // namespace ratestack::http
