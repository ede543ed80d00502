// ECDSA signatures between the two forms that protocols use: DER (RFC 3279 section 2.2.3; WebAuthn) and r then s
// (IEEE P1363; JOSE, WebCrypto), which is what SignatureVerifier takes.
#pragma once

#include <optional>

#include "ratestack/crypto/signature.hpp"

namespace ratestack {

/// Strict DER (X.690 section 10) of two integers that are not negative and fit into 32 bytes: lengths in their one
/// form, no byte too many within or behind. So each pair has one text, and nothing can be hidden in it. Whether the
/// numbers are a signature, or lie within the group's order, is for the verifier.
[[nodiscard]] std::optional<Es256Signature> es256_from_der(ByteSpan der) noexcept;

}  // namespace ratestack
