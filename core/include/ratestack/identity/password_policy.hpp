// What a new password must be (NIST SP 800-63B-4 section 3.1.1.2, OWASP ASVS 5 section 6.2): long, and not one that
// others would try. No rule about its composition, and none about its age.
//
// A password is taken as the bytes that were typed. Unicode is not normalised, which NIST recommends and does not
// demand: the same keyboard types the same bytes again, a table that changes between versions would lock people out,
// and hashes taken over from elsewhere were made without. Any well-formed UTF-8 is taken, NUL and control characters
// too: a password manager may make them, and no byte is ignored when it is hashed.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ratestack/identity/common_password.hpp"

namespace ratestack {

struct PasswordRules {
  std::size_t min_characters = 12;  // Unicode code points
  std::size_t max_bytes = 1024;     // far above the 64 characters that must be taken; bounds the work of hashing
};

/// Whose password it is to be.
struct PasswordOwner {
  std::string_view email, name;
};

enum class PasswordFlaw : std::uint8_t { too_short, too_long, not_text, contains_name, too_common, breached, reused };
[[nodiscard]] std::string_view to_string(PasswordFlaw flaw) noexcept;  // "too_short"
/// The rest of a sentence for the person who chose it, whose subject is the password: "is too short".
[[nodiscard]] std::string_view explain(PasswordFlaw flaw) noexcept;

/// The first flaw that the password shows by itself. `breached` and `reused` take a list or a history: the caller's.
/// A name is contained where a word of it, or of the address before its @, of four letters or more stands anywhere in
/// the password, in either case as far as ASCII goes. Keeps no copy of the password.
[[nodiscard]] std::optional<PasswordFlaw> find_flaw(std::string_view password, const PasswordOwner& owner,
                                                    const PasswordRules& rules) noexcept;

}  // namespace ratestack
