// Unicode Normalization Form C (UAX 15).
#pragma once

#include <string>
#include <string_view>

namespace ratestack::idna_detail {

/// O(n log n) whatever the text: long runs of combining marks are sorted, not bubbled.
[[nodiscard]] std::u32string to_nfc(std::u32string_view text);

}  // namespace ratestack::idna_detail
