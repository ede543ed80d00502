// Numbers as ECMAScript's Number::toString writes them (ECMA-262 section 6.1.6.1.20, radix 10).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ratestack::encoding_detail {

/// Room for the longest form: "-0.0000012345678901234567" and "-1.7976931348623157e+308" fit with space to spare.
using NumberText = std::array<char, 32>;

/// Writes a finite `value` to `out` and answers the part that was written. Zero of either sign is "0".
[[nodiscard]] std::string_view format_es6(double value, NumberText& out) noexcept;

/// The nearest double to the decimal text, exactly rounded; infinity when the text overflows, and when it is no number.
[[nodiscard]] double parse_decimal(std::string_view text) noexcept;

}  // namespace ratestack::encoding_detail
