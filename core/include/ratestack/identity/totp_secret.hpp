// The shared secret of time-based one-time codes (RFC 6238), as people and authenticator apps write it: base32.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/base/result.hpp"
#include "ratestack/crypto/secret_bytes.hpp"

namespace ratestack {

enum class TotpSecretError {
  malformed_totp_secret = 1,  // no base32, or bits are left over
  totp_secret_too_short,
  totp_secret_too_long,
};
boost::system::error_code make_error_code(TotpSecretError error);

inline constexpr std::size_t kTotpSecretBytes = 20;     // RFC 4226 section 4, R6: 160 bits are recommended
inline constexpr std::size_t kMinTotpSecretBytes = 16;  // and 128 required
inline constexpr std::size_t kMaxTotpSecretBytes = 64;  // one block of SHA-1: more is hashed first and adds nothing

/// A secret from elsewhere, as it is copied from a page: either case, spaces and dashes between the digits, padding or
/// none. Keeps no copy of the text; the caller wipes it.
[[nodiscard]] Result<SecretBytes> parse_totp_secret(std::string_view text);

/// In upper case without padding (what the otpauth URI asks for). A secret itself.
[[nodiscard]] std::string totp_secret_text(const SecretBytes& secret);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::TotpSecretError> : std::true_type {};
