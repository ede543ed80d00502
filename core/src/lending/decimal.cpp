#include "ratestack/lending/decimal.hpp"

#include <limits>

namespace ratestack {
namespace {

__extension__ using Wide = __int128;  // a product of two 64-bit numbers, exactly

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Takes the digits at the front of `text`.
std::string_view take_digits(std::string_view& text) noexcept {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

/// False where the digits leave 64 bits.
bool append_digits(std::int64_t& units, std::string_view digits) noexcept {
  for (const char c : digits) {
    if (__builtin_mul_overflow(units, 10, &units) || __builtin_add_overflow(units, c - '0', &units)) return false;
  }
  return true;
}

bool scale_up(std::int64_t& units, std::size_t places) noexcept {
  for (; places > 0; --places) {
    if (__builtin_mul_overflow(units, 10, &units)) return false;
  }
  return true;
}

struct DecimalParts {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
};

bool split(std::string_view text, DecimalParts& parts) noexcept {
  if (!text.empty() && text.front() == '-') parts.negative = true, text.remove_prefix(1);
  parts.whole = take_digits(text);
  if (parts.whole.empty() || (parts.whole.size() > 1 && parts.whole.front() == '0')) return false;
  if (text.empty()) return true;
  if (text.front() != '.') return false;
  text.remove_prefix(1);
  parts.fraction = take_digits(text);
  return !parts.fraction.empty() && text.empty();
}

std::uint64_t magnitude(std::int64_t units) noexcept {
  return units < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(units) : static_cast<std::uint64_t>(units);
}

}  // namespace

Result<std::int64_t> parse_decimal(std::string_view text, const DecimalForm& form) {
  DecimalParts parts;
  if (!split(text, parts)) return LendingError::malformed_number;
  if (parts.negative && form.sign == Sign::never) return LendingError::malformed_number;
  const auto decimals = static_cast<std::size_t>(form.decimals);
  if (parts.fraction.size() > decimals) return LendingError::too_precise;
  std::int64_t units = 0;
  if (!append_digits(units, parts.whole) || !append_digits(units, parts.fraction) ||
      !scale_up(units, decimals - parts.fraction.size())) {
    return LendingError::out_of_range;
  }
  if (parts.negative && units == 0) return LendingError::malformed_number;
  if (parts.negative) units = -units;
  if (units < form.least || units > form.most) return LendingError::out_of_range;
  return units;
}

std::string print_decimal(std::int64_t units, const DecimalForm& form) {
  std::string digits = std::to_string(magnitude(units));
  const auto decimals = static_cast<std::size_t>(form.decimals);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  const std::size_t point = digits.size() - decimals;
  std::size_t end = digits.size();
  while (end > point + static_cast<std::size_t>(form.shown_decimals) && digits[end - 1] == '0') --end;
  std::string text = units < 0 ? "-" : "";
  text.append(digits, 0, point);
  if (end > point) text.append(1, '.').append(digits, point, end - point);
  return text;
}

Result<std::int64_t> multiply_divide(std::int64_t a, std::int64_t b, std::int64_t divisor, Rounding rounding) {
  if (divisor == 0) return LendingError::division_by_zero;
  const Wide product = Wide{a} * b;
  Wide quotient = product / divisor;  // C++ divides toward zero
  const Wide rest = product % divisor;
  if (rounding == Rounding::half_even && rest != 0) {
    const Wide twice = rest < 0 ? -2 * rest : 2 * rest;
    const Wide size = divisor < 0 ? -Wide{divisor} : Wide{divisor};
    if (twice > size || (twice == size && quotient % 2 != 0)) quotient += ((product < 0) == (divisor < 0)) ? 1 : -1;
  }
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (quotient < kLeast || quotient > kMost) return LendingError::overflow;
  return static_cast<std::int64_t>(quotient);
}

}  // namespace ratestack
