// What an authenticator answers to a registration (WebAuthn section 6.5).
#pragma once

#include <string>

#include "ratestack/identity/webauthn/authenticator_data.hpp"

namespace ratestack {

/// The attestation object: three members, of which only the authenticator data is of use to us.
///
/// We ask for attestation `none` and trust no model of authenticator more than another, so the statement is not
/// verified, whatever its format is: it could vouch for nothing that we rely on. `none` alone is what browsers mostly
/// make of it, but not all that real ones send: an authenticator that signs its attestation with the new key itself
/// passes through as `packed` (section 5.1.3), and refusing that would refuse the authenticator. What each format must
/// hold is therefore checked for `none` only, where it must be nothing.
struct AttestationObject {
  static constexpr std::size_t kMaxFormatBytes = 32;  // section 8.1

  std::string format;
  AuthenticatorData authenticator_data;

  /// Errors: malformed_attestation, and those of AuthenticatorData.
  static Result<AttestationObject> parse(ByteSpan bytes);
};

}  // namespace ratestack
