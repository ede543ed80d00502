// What a new password must be (NIST SP 800-63B-4 section 3.1.1, OWASP ASVS 5 section 6.2): long, and not one that
// others would try. No rule about its composition, and none about its age.
//
// A password is taken as the bytes that were typed: Unicode is not normalised, as the same keyboard types the same
// bytes again, and a table that changes between versions would lock people out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "ratestack/base/time.hpp"

namespace ratestack {

struct PasswordRules {
  std::size_t min_characters = 12;  // Unicode scalar values
  std::size_t max_bytes = 1024;     // far above the 64 characters that must be taken; bounds the work of hashing
};

/// Whose password it is to be.
struct PasswordOwner {
  std::string_view email, name;
};

enum class PasswordFlaw : std::uint8_t { too_short, too_long, not_text, contains_name, too_common, breached, reused };
[[nodiscard]] std::string_view to_string(PasswordFlaw flaw) noexcept;  // "too_short"
/// One sentence for the person who chose it.
[[nodiscard]] std::string_view explain(PasswordFlaw flaw) noexcept;

/// The first flaw that the password shows by itself. `breached` and `reused` take a list or a history: the caller's.
[[nodiscard]] std::optional<PasswordFlaw> find_flaw(std::string_view password, const PasswordOwner& owner,
                                                    const PasswordRules& rules) noexcept;

/// Known to everybody: a word of the usual lists or a keyboard walk, alone, repeated, or dressed up with digits and
/// punctuation before and behind it.
[[nodiscard]] bool is_common_password(std::string_view password) noexcept;

}  // namespace ratestack
