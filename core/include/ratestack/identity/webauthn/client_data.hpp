// What the browser says of a ceremony (WebAuthn section 5.8.1): the part of it that an authenticator signs by its hash.
#pragma once

#include <cstdint>

#include "ratestack/crypto/digest.hpp"
#include "ratestack/identity/webauthn/relying_party.hpp"

namespace ratestack {

enum class Ceremony : std::uint8_t { registration, assertion };  // "webauthn.create", "webauthn.get"

inline constexpr std::size_t kMaxClientDataBytes = std::size_t{4} * 1024;

/// Checks clientDataJSON as it came, and answers its SHA-256 (sections 7.1 and 7.2): type,
/// challenge and origin are exactly what they must be; `crossOrigin` is absent or false and `topOrigin` absent, since
/// we are in nobody's frame. Other members may be there (section 5.8.1.2 tells readers so), twice may none.
[[nodiscard]] Result<Digest> check_client_data(ByteSpan json, Ceremony ceremony, const RelyingParty& rp,
                                               const WebAuthnChallenge& challenge);

}  // namespace ratestack
