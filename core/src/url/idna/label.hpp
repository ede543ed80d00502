// Which labels may stand in a domain name: the validity criteria of UTS 46 (section 4.1), with CheckJoiners and
// CheckBidi and without CheckHyphens. A label here has no dot, is in form NFC, and may be empty.
#pragma once

#include <string_view>

#include "ratestack/url/idna.hpp"

namespace ratestack::idna_detail {

/// Leading mark, code points, joiners.
[[nodiscard]] Result<void> check_label(std::u32string_view label);

/// RFC 5893 section 1.4: a name with such a character anywhere must keep the Bidi rule in every label.
[[nodiscard]] bool has_right_to_left(std::u32string_view domain) noexcept;

/// RFC 5893 section 2.
[[nodiscard]] bool keeps_bidi_rule(std::u32string_view label) noexcept;

}  // namespace ratestack::idna_detail
