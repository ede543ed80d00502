// Registering a passkey (WebAuthn section 7.1).
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <string>

#include "ratestack/base/ids.hpp"
#include "ratestack/crypto/signature.hpp"
#include "ratestack/identity/webauthn/credential_response.hpp"
#include "ratestack/identity/webauthn/relying_party.hpp"

namespace ratestack {

/// How long a browser waits for the user (section 15.1: 5 to 10 minutes); how long a challenge is good for at least.
inline constexpr std::chrono::milliseconds kCeremonyTimeout{5 * 60 * 1000};

/// Whom a passkey is for. The user handle is the id: opaque, and at most 64 bytes (section 5.4.3).
struct PasskeyUser {
  UserId id;
  std::string name;          // what tells accounts apart: the address
  std::string display_name;  // may be empty
};

/// PublicKeyCredentialCreationOptionsJSON: a discoverable credential with user verification, ES256, no attestation.
/// `registered` are the base64url ids of those that the user has: their authenticators will not make another.
[[nodiscard]] JsonObject creation_options(const RelyingParty& rp, const WebAuthnChallenge& challenge,
                                          const PasskeyUser& user, std::span<const std::string> registered);

struct RegisteredPasskey {
  std::string credential_id;  // base64url
  P256Point public_key;
  std::uint32_t sign_count = 0;
  bool backup_eligible = false;
  bool backed_up = false;
  std::array<std::uint8_t, 16> aaguid{};
};

/// All of section 7.1 but what needs a store or a curve: that the challenge was given out and is spent now, that the
/// credential id is nobody's yet, and that the point is on P-256, which a verifier made of it tells. Errors: those of
/// WebAuthnError.
[[nodiscard]] Result<RegisteredPasskey> verify_registration(const RegistrationResponse& response,
                                                            const RelyingParty& rp, const WebAuthnChallenge& challenge);

}  // namespace ratestack
