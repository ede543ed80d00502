// One character of raw text as a reader of any of the usual escapes would see it.
#pragma once

#include <cstddef>
#include <string_view>

namespace ratestack::redaction_detail {

/// What a unit that shows nothing has for its code point: zero-width characters, combining marks, invalid UTF-8.
inline constexpr char32_t kNothing = 0xFFFFFFFF;

struct Unit {
  char32_t code_point;  // folded: ASCII where it looks like ASCII, '\x01' for punctuation of its own
  std::size_t length;   // bytes of raw text, at least 1
};

/// The unit at `i` < text.size(): UTF-8; `%40` and `%2540`; `\u0040` with any number of backslashes, surrogate pairs,
/// `\x40` and the short escapes of JSON but a quote's; `&#64;`, `&#x40;`, `&commat;`; `[at]`, `(dot)`, `[.]`. Escapes
/// never nest but as said.
[[nodiscard]] Unit read_unit(std::string_view text, std::size_t i) noexcept;

/// The ASCII character that a code point stands for in numbers and addresses, kNothing, '\x01', or itself.
[[nodiscard]] char32_t fold_code_point(char32_t code_point) noexcept;

/// Whether the raw text at `i` must be folded even where nothing else calls for it: an escaped or foreign digit or '@'.
[[nodiscard]] bool calls_for_folding(std::string_view text, std::size_t i) noexcept;

}  // namespace ratestack::redaction_detail
