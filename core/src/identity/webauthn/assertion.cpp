#include "ratestack/identity/webauthn/assertion.hpp"

#include "credential_list.hpp"
#include "ratestack/crypto/ecdsa_der.hpp"
#include "ratestack/identity/webauthn/authenticator_data.hpp"
#include "ratestack/identity/webauthn/client_data.hpp"
#include "ratestack/identity/webauthn/registration.hpp"

namespace ratestack {
namespace {

bool is_users(const AssertionResponse& response, const KnownPasskey& passkey, UserKnown known) {
  if (!response.user_handle) return known == UserKnown::yes;
  return *response.user_handle == passkey.user_id.view();
}

// A credential is made to be backed up or not to be, and stays what it was made (section 6.1.3).
bool is_as_registered(const AuthenticatorData& data, const KnownPasskey& passkey) {
  return !passkey.backup_eligible || *passkey.backup_eligible == data.backup_eligible();
}

bool is_signed(const AssertionResponse& response, const Digest& client_data_hash, const SignatureVerifier& verifier) {
  const auto signature = es256_from_der(response.signature);
  if (!signature || verifier.algorithm() != SignatureAlgorithm::es256) return false;
  std::vector<std::uint8_t> message = response.authenticator_data;
  message.insert(message.end(), client_data_hash.bytes.begin(), client_data_hash.bytes.end());
  return verifier.verify(message, *signature);
}

// Section 6.1.1. An authenticator that does not count says zero for ever.
bool has_counted_on(std::uint64_t before, std::uint32_t now) { return (before == 0 && now == 0) || now > before; }

Result<AuthenticatorData> read_data(const AssertionResponse& response, const KnownPasskey& passkey,
                                    const RelyingParty& rp) {
  auto data = AuthenticatorData::parse(response.authenticator_data);
  if (!data) return data.error();
  if (auto checked = check_authenticator_data(data.value(), rp); !checked) return checked.error();
  // Section 6.1: a key is attested when it is made, never again.
  if (data.value().credential()) return Error(WebAuthnError::malformed_authenticator_data, "a credential");
  if (!is_as_registered(data.value(), passkey)) return WebAuthnError::inconsistent_backup;
  return data;
}

}  // namespace

JsonObject request_options(const RelyingParty& rp, const WebAuthnChallenge& challenge,
                           std::span<const std::string> allowed) {
  return {{"allowCredentials", webauthn::credential_list(allowed)},
          {"challenge", challenge.text()},
          {"rpId", rp.id()},
          {"timeout", kCeremonyTimeout.count()},
          {"userVerification", "required"}};
}

Result<VerifiedAssertion> verify_assertion(const AssertionResponse& response, const KnownPasskey& passkey,
                                           const RelyingParty& rp, const WebAuthnChallenge& challenge,
                                           UserKnown known) {
  if (response.credential_id != passkey.credential_id) return WebAuthnError::wrong_credential;
  if (!is_users(response, passkey, known)) return WebAuthnError::wrong_user;
  const auto client_hash = check_client_data(response.client_data_json, Ceremony::assertion, rp, challenge);
  if (!client_hash) return client_hash.error();
  const auto data = read_data(response, passkey, rp);
  if (!data) return data.error();
  if (!is_signed(response, client_hash.value(), passkey.verifier)) return WebAuthnError::bad_signature;
  const std::uint32_t count = data.value().sign_count();
  if (!has_counted_on(passkey.sign_count, count)) return WebAuthnError::cloned_authenticator;
  return VerifiedAssertion{count, data.value().backed_up()};
}

}  // namespace ratestack
