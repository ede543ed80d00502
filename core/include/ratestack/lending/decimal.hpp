// Decimal numbers as whole units of their last digit: read exactly, written one way, never through floating point.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ratestack/lending/lending_error.hpp"

namespace ratestack {

enum class Sign : std::uint8_t { never, minus_allowed };

/// How a kind of number is written and how far it goes.
struct DecimalForm {
  int decimals;        // digits after the point at most: the unit is 10^-decimals
  int shown_decimals;  // written even where they are zero; at most `decimals`
  Sign sign;           // in text that is read; a calculation may still go below zero where `least` does
  std::int64_t least;  // in units
  std::int64_t most;
};

/// Reads `[-]digits[.digits]` as units, and nothing else: no plus, no exponent, no white space, no grouping, no leading
/// zeros ("007"), no bare point (".5", "5."), no minus on zero. Errors: malformed_number, too_precise, out_of_range.
[[nodiscard]] Result<std::int64_t> parse_decimal(std::string_view text, const DecimalForm& form);

/// The one text of a number: zeros beyond `shown_decimals` are left out. Any `units` whatever, least and most included.
[[nodiscard]] std::string print_decimal(std::int64_t units, const DecimalForm& form);

enum class Rounding : std::uint8_t {
  toward_zero,  // cut off
  half_even,    // to the nearest; from the middle to the even one
};

/// a x b / divisor with one rounding, at the end. Errors: division_by_zero, overflow.
[[nodiscard]] Result<std::int64_t> multiply_divide(std::int64_t a, std::int64_t b, std::int64_t divisor,
                                                   Rounding rounding);

}  // namespace ratestack
