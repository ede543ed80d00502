#include "ratestack/identity/webauthn/credential_response.hpp"

#include "json_members.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/identity/webauthn/authenticator_data.hpp"

namespace ratestack {
namespace {

using webauthn::text_member;

Error malformed(const char* member) { return Error(WebAuthnError::malformed_response, member); }

Result<std::vector<std::uint8_t>> read_bytes(const JsonObject& object, const char* member) {
  const auto text = text_member(object, member);
  if (!text) return malformed(member);
  auto bytes = base64url_decode(*text);
  if (!bytes) return malformed(member);
  return bytes;
}

/// The credential's id, once its two spellings have been seen to be one.
Result<std::string> read_id(const JsonObject& credential) {
  const auto id = read_bytes(credential, "id");
  if (!id) return id.error();
  if (id.value().empty() || id.value().size() > AttestedCredential::kMaxIdBytes) return malformed("id");
  const auto text = *text_member(credential, "id");
  if (text_member(credential, "rawId") != text) return malformed("rawId");
  if (text_member(credential, "type") != "public-key") return malformed("type");
  return std::string(text);
}

Result<const JsonObject*> read_response(const JsonValue& json) {
  const JsonObject* const credential = json.if_object();
  if (credential == nullptr) return malformed("credential");
  const JsonValue* const response = credential->if_contains("response");
  if (response == nullptr || !response->is_object()) return malformed("response");
  return &response->get_object();
}

// Absent, or null as older libraries write it, is a credential that the user was not found by.
Result<std::optional<std::string>> read_user_handle(const JsonObject& response) {
  const JsonValue* const member = response.if_contains("userHandle");
  if (member == nullptr || member->is_null()) return std::optional<std::string>();
  const auto bytes = read_bytes(response, "userHandle");
  if (!bytes) return bytes.error();
  return std::optional<std::string>(as_text(bytes.value()));
}

}  // namespace

Result<RegistrationResponse> RegistrationResponse::parse(const JsonValue& json) {
  const auto response = read_response(json);
  if (!response) return response.error();
  auto id = read_id(json.get_object());
  if (!id) return id.error();
  auto client_data = read_bytes(*response.value(), "clientDataJSON");
  if (!client_data) return client_data.error();
  auto attestation = read_bytes(*response.value(), "attestationObject");
  if (!attestation) return attestation.error();
  return RegistrationResponse{std::move(id.value()), std::move(client_data.value()), std::move(attestation.value())};
}

Result<AssertionResponse> AssertionResponse::parse(const JsonValue& json) {
  const auto response = read_response(json);
  if (!response) return response.error();
  auto id = read_id(json.get_object());
  if (!id) return id.error();
  auto client_data = read_bytes(*response.value(), "clientDataJSON");
  if (!client_data) return client_data.error();
  auto data = read_bytes(*response.value(), "authenticatorData");
  if (!data) return data.error();
  auto signature = read_bytes(*response.value(), "signature");
  if (!signature) return signature.error();
  auto handle = read_user_handle(*response.value());
  if (!handle) return handle.error();
  return AssertionResponse{std::move(id.value()), std::move(client_data.value()), std::move(data.value()),
                           std::move(signature.value()), std::move(handle.value())};
}

}  // namespace ratestack
