// Well-formed UTF-8: RFC 3629 section 4, the same set as Unicode's table 3-7.
#pragma once

#include <cstddef>
#include <string_view>

namespace ratestack::encoding_detail {

/// Length (1 to 4) of the well-formed sequence that starts at `p`; 0 if there is none, or if it does not end by `end`.
/// `p` must be before `end`.
[[nodiscard]] std::size_t utf8_sequence_length(const char* p, const char* end) noexcept;

/// Offset of the first byte that starts no well-formed sequence; `text.size()` if all is well.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text) noexcept;

/// Writes `code_point` (no surrogate, at most U+10FFFF) at `out`, which holds four bytes; the bytes written.
std::size_t encode_utf8(char32_t code_point, char* out) noexcept;

}  // namespace ratestack::encoding_detail
