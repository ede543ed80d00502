// Punycode (RFC 3492) of one label, without "xn--".
#pragma once

#include <string>
#include <string_view>

#include "ratestack/url/idna.hpp"

namespace ratestack::idna_detail {

/// Appends to `out`. `label` has at most kMaxLabelCodePoints code points (label_too_long) and no surrogates.
[[nodiscard]] Result<void> append_punycode(std::string& out, std::u32string_view label);

/// Takes digits in either case. Refused: overflow, surrogates, what lies above U+10FFFF, bytes that are no ASCII, and
/// texts that may not be decoded in time (label_too_long).
[[nodiscard]] Result<std::u32string> decode_punycode(std::string_view text);

}  // namespace ratestack::idna_detail
