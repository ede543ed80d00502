#include "ratestack/identity/webauthn/registration.hpp"

#include "credential_list.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/identity/webauthn/attestation_object.hpp"
#include "ratestack/identity/webauthn/client_data.hpp"

namespace ratestack {
namespace {

constexpr std::int64_t kEs256 = -7;  // as COSE numbers it (RFC 9053 section 2.1)

}  // namespace

JsonObject creation_options(const RelyingParty& rp, const WebAuthnChallenge& challenge, const PasskeyUser& user,
                            std::span<const std::string> registered) {
  const std::string_view shown = user.display_name.empty() ? user.name : user.display_name;
  return {{"attestation", "none"},
          {"authenticatorSelection",
           {{"requireResidentKey", true}, {"residentKey", "required"}, {"userVerification", "required"}}},
          {"challenge", challenge.text()},
          {"excludeCredentials", webauthn::credential_list(registered)},
          {"pubKeyCredParams", JsonArray{JsonObject{{"alg", kEs256}, {"type", "public-key"}}}},
          {"rp", {{"id", rp.id()}, {"name", rp.name()}}},
          {"timeout", kCeremonyTimeout.count()},
          {"user", {{"displayName", shown}, {"id", base64url_encode(as_bytes(user.id.view()))}, {"name", user.name}}}};
}

Result<RegisteredPasskey> verify_registration(const RegistrationResponse& response, const RelyingParty& rp,
                                              const WebAuthnChallenge& challenge) {
  const auto client = check_client_data(response.client_data_json, Ceremony::registration, rp, challenge);
  if (!client) return client.error();
  const auto object = AttestationObject::parse(response.attestation_object);
  if (!object) return object.error();
  const AuthenticatorData& data = object.value().authenticator_data;
  if (auto checked = check_authenticator_data(data, rp); !checked) return checked.error();
  if (!data.credential()) return Error(WebAuthnError::malformed_authenticator_data, "no credential");
  std::string id = base64url_encode(data.credential()->id);
  if (id != response.credential_id) return WebAuthnError::wrong_credential;
  return RegisteredPasskey{std::move(id),    data.credential()->public_key, data.sign_count(), data.backup_eligible(),
                           data.backed_up(), data.credential()->aaguid};
}

}  // namespace ratestack
