// Recovery codes: what opens an account whose second factor is lost. Shown once, used once, kept as hashes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "ratestack/base/ids.hpp"
#include "ratestack/crypto/digest.hpp"
#include "ratestack/crypto/entropy.hpp"

namespace ratestack {

inline constexpr std::size_t kRecoveryCodes = 10;           // in a set
inline constexpr std::size_t kRecoveryCodeCharacters = 16;  // of five bits each: 80 bits
inline constexpr std::size_t kRecoveryCodeGroup = 4;

/// "7K2M-9QXD-4TPA-W3HV", in Crockford's base32: no I L O U, so that what is read aloud is written down right.
[[nodiscard]] std::string make_recovery_code(Entropy& entropy);

/// What the store keeps: SHA-256 under a label and the user's id, so that a code counts for one account alone and no
/// table serves two. No slow hash: 80 random bits cannot be tried one after the other. Equal for a code as a person may
/// type it: in either case, with or without spaces and dashes, O for 0 and I or L for 1. Nothing for a text that no
/// code has. The store looks the hash up as a whole: how near a wrong one came tells nothing about a right code.
[[nodiscard]] std::optional<Digest> recovery_code_hash(const UserId& user, std::string_view code);

}  // namespace ratestack
