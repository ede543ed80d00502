// bcrypt by the system's crypt(3): contract claim 3, cost 12.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/base/result.hpp"
#include "ratestack/crypto/entropy.hpp"

namespace ratestack::service {

inline constexpr unsigned kBcryptCost = 12;         // about 0.2 s: never on a reactor thread
inline constexpr std::size_t kMaxBcryptBytes = 72;  // bcrypt reads no more; longer is refused, never cut

/// "$2b$12$..." under a fresh salt. Fails (StoreError::fault) for an empty or longer password, or one with a NUL byte.
Result<std::string> hash_password(std::string_view password, Entropy& entropy);
/// False for a wrong password and for a hash that is none.
[[nodiscard]] bool verify_password(std::string_view password, const std::string& hash);
/// 24 letters and digits without look-alikes: 139 bits.
[[nodiscard]] std::string generate_password(Entropy& entropy);

}  // namespace ratestack::service
