// Time-based one-time codes (RFC 6238): SHA-1, six digits, thirty seconds, as every authenticator app has them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ratestack/base/time.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/crypto/secret_bytes.hpp"
#include "ratestack/identity/totp_secret.hpp"

namespace ratestack::service {

inline constexpr std::uint64_t kTotpStepSeconds = 30;
inline constexpr std::uint64_t kTotpDrift = 1;  // steps to either side: RFC 6238 section 5.2 recommends one for delay

[[nodiscard]] SecretBytes make_totp_secret(Entropy& entropy);
/// The code of a step; for tests and nothing else of ours.
[[nodiscard]] std::string totp_code(const SecretBytes& secret, std::uint64_t step);
/// The step whose code this is, of those near `now` and after `last_step`: whoever stores it as the last one refuses
/// the same code a second time (RFC 6238 section 5.2). The same work for a right code and a wrong one.
[[nodiscard]] std::optional<std::uint64_t> match_totp(const SecretBytes& secret, std::string_view code, Timestamp now,
                                                      std::uint64_t last_step);
/// otpauth://totp/Issuer:account?secret=...&issuer=... : what a QR code shows. Holds the secret.
[[nodiscard]] std::string totp_uri(const SecretBytes& secret, std::string_view issuer, std::string_view account);

}  // namespace ratestack::service
