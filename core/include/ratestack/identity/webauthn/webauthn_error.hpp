// Why a passkey's registration or assertion is not accepted (WebAuthn Level 3 sections 7.1 and 7.2).
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack {

enum class WebAuthnError {
  invalid_relying_party = 1,  // of a setting; context: the rule
  malformed_response,         // no PublicKeyCredential in JSON; context: the member
  malformed_client_data,
  wrong_type,  // a registration where an assertion is due, or the other way round
  wrong_challenge,
  wrong_origin,
  cross_origin,  // from within a frame of another site
  malformed_attestation,
  malformed_authenticator_data,
  wrong_relying_party,
  user_not_present,
  user_not_verified,
  inconsistent_backup,  // backed up without being eligible, or eligible now and not then
  unsupported_key,      // other than ES256 over P-256
  wrong_credential,     // not the one that was stored, or that the response names
  wrong_user,           // the user handle is another's, or missing where it must say who signs in
  bad_signature,
  cloned_authenticator,  // its count went back: somebody else counts, too
};
boost::system::error_code make_error_code(WebAuthnError error);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::WebAuthnError> : std::true_type {};
