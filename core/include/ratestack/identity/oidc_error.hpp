// What can be wrong with a sign-in by OpenID Connect, each with a name of its own. Whoever signs in is told none of
// them: they are for the audit row and the operator.
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack {

enum class OidcError {
  malformed_settings = 1,  // context: the setting
  malformed_return_path,
  malformed_transaction,
  transaction_expired,
  malformed_callback,  // context: the field
  wrong_state,
  wrong_response_issuer,  // the answer came from another provider than was asked (RFC 9207)
  access_denied,          // the person said no
  authorization_failed,   // context: the provider's error code
  malformed_metadata,     // context: the member
  wrong_metadata_issuer,
  insecure_endpoint,       // context: the member
  malformed_token_answer,  // context: the member
  token_refused,           // context: the provider's error code
  wrong_issuer,
  wrong_tenant,
  consumer_tenant,
  untrusted_audience,  // the token is for others too
  wrong_authorized_party,
  wrong_nonce,
  wrong_access_token_hash,
  wrong_hosted_domain,
  missing_claim,     // context: the claim
  malformed_claim,   // context: the claim
  wrong_event,       // of a logout token: it is about something else
  unexpected_claim,  // context: the claim
};
boost::system::error_code make_error_code(OidcError error);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::OidcError> : std::true_type {};
