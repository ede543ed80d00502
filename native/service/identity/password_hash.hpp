// Password hashes: bcrypt by the system's crypt(3), cost 12 (contract claim 3).
//
// bcrypt reads 72 bytes and stops at a NUL. What is longer, or has one, is hashed to 64 characters first: base64 of
// HMAC-SHA-384 under a fixed label, so that neither is the tail of a long password ignored nor does a bare SHA-384 of
// another leak help to guess it. The stored text says so: "h384.1$2b$12$...".
#pragma once

#include <string>
#include <string_view>

#include "ratestack/base/result.hpp"
#include "ratestack/crypto/entropy.hpp"

namespace ratestack::service {

inline constexpr unsigned kBcryptCost = 12;  // about 0.2 s: never on a reactor thread
inline constexpr unsigned kMinBcryptCost = 4;
inline constexpr unsigned kMaxBcryptCost = 16;      // about 3 s: a hash that costs more would hold a thread for hours
inline constexpr std::size_t kMaxBcryptBytes = 72;  // bcrypt reads no more
inline constexpr std::size_t kMaxPasswordBytes = 1024;
inline constexpr std::string_view kPrehashMark = "h384.1";
/// In a user's record: no password opens it.
inline constexpr std::string_view kNoPassword = "*";

/// Under a fresh salt. Fails (StoreError::fault) for an empty password and one over kMaxPasswordBytes.
Result<std::string> hash_password(std::string_view password, Entropy& entropy, unsigned cost = kBcryptCost);
/// False for a wrong password and for a hash that is none, kNoPassword among them. Whatever the hash is, it takes at
/// least as long as one of this cost, so that a cheaper one that was taken over does not show.
[[nodiscard]] bool verify_password(std::string_view password, const std::string& hash, unsigned cost = kBcryptCost);
/// Takes as long as verifying against a hash of this cost: for an account that does not exist, or has no password.
void verify_nothing(std::string_view password, unsigned cost = kBcryptCost);
/// Whether a hash of this cost should take its place at the next sign-in.
[[nodiscard]] bool needs_upgrade(std::string_view hash, unsigned cost = kBcryptCost);
/// Whether it is a bcrypt hash as others make them, which can be taken over: $2a$, $2b$ or $2y$, cost 4 to 16, and no
/// bits set that bcrypt leaves out. The flawed $2x$ cannot.
[[nodiscard]] bool is_bcrypt_hash(std::string_view hash) noexcept;
/// 24 letters and digits without look-alikes: 139 bits.
[[nodiscard]] std::string generate_password(Entropy& entropy);

}  // namespace ratestack::service
