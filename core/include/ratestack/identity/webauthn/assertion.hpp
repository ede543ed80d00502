// Signing in with a passkey (WebAuthn section 7.2).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ratestack/base/ids.hpp"
#include "ratestack/crypto/signature.hpp"
#include "ratestack/identity/webauthn/credential_response.hpp"
#include "ratestack/identity/webauthn/relying_party.hpp"

namespace ratestack {

/// PublicKeyCredentialRequestOptionsJSON with user verification. `allowed` are base64url ids; none: any passkey of ours
/// that the authenticator knows, which then says whose it is.
[[nodiscard]] JsonObject request_options(const RelyingParty& rp, const WebAuthnChallenge& challenge,
                                         std::span<const std::string> allowed);

/// A passkey as it was stored, found by the response's `credential_id`. Views outlive the call alone.
struct KnownPasskey {
  std::string_view credential_id;  // base64url
  const UserId& user_id;
  const SignatureVerifier& verifier;  // of its public key
  std::uint64_t sign_count = 0;
  std::optional<bool> backup_eligible = {};  // as at its registration; absent: not kept
};

/// Who the user is before the assertion says it.
enum class UserKnown : std::uint8_t {
  no,   // a sign-in: the user handle must be there and be the passkey's owner
  yes,  // a step-up: the passkey was looked for among the user's own, and the handle may be absent
};

struct VerifiedAssertion {
  std::uint32_t sign_count = 0;  // to be stored, unless it has been passed meanwhile
  bool backed_up = false;
};

/// All of section 7.2 but what needs a store: that the challenge was given out and is spent now, and whose passkey it
/// is. The signature, in DER, is over the authenticator data and the SHA-256 of clientDataJSON. The count must grow
/// where either count is not zero (section 6.1.1). Errors: those of WebAuthnError; cloned_authenticator only once the
/// signature holds.
[[nodiscard]] Result<VerifiedAssertion> verify_assertion(const AssertionResponse& response, const KnownPasskey& passkey,
                                                         const RelyingParty& rp, const WebAuthnChallenge& challenge,
                                                         UserKnown known);

}  // namespace ratestack
