// The mapping step of UTS 46 (section 4, step 1), and which code points stand after it.
#pragma once

#include <string>

namespace ratestack::idna_detail {

/// Appends what `c` is mapped to: itself, something else, or nothing. Disallowed code points stay, to be refused later.
void append_mapped(std::u32string& out, char32_t c);

/// Section 4.1, criterion 7 for non-transitional processing.
[[nodiscard]] bool is_valid(char32_t c) noexcept;

}  // namespace ratestack::idna_detail
