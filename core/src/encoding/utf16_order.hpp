// The order of member names in canonical JSON (RFC 8785 section 3.2.3): by UTF-16 code units, decided on UTF-8 text.
#pragma once

#include <string_view>

namespace ratestack::encoding_detail {

/// Negative, zero or positive as `a` sorts before, with or after `b`. Both must be well-formed UTF-8.
[[nodiscard]] int compare_utf16(std::string_view a, std::string_view b) noexcept;

/// The same for the raw content of two canonical JSON strings (between the quotes, escapes as they are written).
[[nodiscard]] int compare_utf16_escaped(std::string_view a, std::string_view b) noexcept;

}  // namespace ratestack::encoding_detail
