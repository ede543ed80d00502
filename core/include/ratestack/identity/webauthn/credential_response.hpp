// What a browser's PublicKeyCredential.toJSON() says (WebAuthn section 5.1): bytes in base64url, nothing of them
// checked but that. Members that we have no use for are passed over.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ratestack/encoding/json.hpp"
#include "ratestack/identity/webauthn/webauthn_error.hpp"

namespace ratestack {

/// RegistrationResponseJSON. `credential_id` is base64url of at most kMaxIdBytes of AttestedCredential.
struct RegistrationResponse {
  std::string credential_id;
  std::vector<std::uint8_t> client_data_json;
  std::vector<std::uint8_t> attestation_object;

  /// Error: malformed_response.
  static Result<RegistrationResponse> parse(const JsonValue& json);
};

/// AuthenticationResponseJSON.
struct AssertionResponse {
  std::string credential_id;
  std::vector<std::uint8_t> client_data_json;
  std::vector<std::uint8_t> authenticator_data;
  std::vector<std::uint8_t> signature;
  std::optional<std::string> user_handle;  // its bytes

  /// Error: malformed_response.
  static Result<AssertionResponse> parse(const JsonValue& json);
};

}  // namespace ratestack
