#include <cmath>

#include "encoding/es6_number.hpp"
#include "encoding/json_text.hpp"

namespace ratestack::encoding_detail {
namespace {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

void skip_digits(JsonText& in) noexcept {
  while (in.at != in.end && is_digit(*in.at)) ++in.at;
}

// 1*DIGIT
bool skip_some_digits(JsonText& in) noexcept {
  if (!in.more()) return false;
  if (!is_digit(*in.at)) return in.fail(JsonError::syntax, in.at);
  skip_digits(in);
  return true;
}

// RFC 8259 section 6, `int`: no leading zeros.
bool skip_integer_part(JsonText& in) noexcept {
  const bool zero = in.at != in.end && *in.at == '0';
  if (!zero) return skip_some_digits(in);
  ++in.at;
  return in.at == in.end || !is_digit(*in.at) || in.fail(JsonError::syntax, in.at);
}

bool skip_fraction(JsonText& in) noexcept {
  if (in.at == in.end || *in.at != '.') return true;
  ++in.at;
  return skip_some_digits(in);
}

bool skip_exponent(JsonText& in) noexcept {
  if (in.at == in.end || (*in.at != 'e' && *in.at != 'E')) return true;
  ++in.at;
  if (in.at != in.end && (*in.at == '+' || *in.at == '-')) ++in.at;
  return skip_some_digits(in);
}

// The magnitude of `digits` if it is at most 2^53-1. Sixteen digits cannot overflow, and 2^53-1 has sixteen.
bool read_safe_integer(std::string_view digits, std::int64_t& value) noexcept {
  if (digits.size() > 16) return false;
  value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value <= limits::kMaxSafeInteger;
}

bool read_double(JsonText& in, const char* start, JsonValue& out) {
  const double value = parse_decimal({start, static_cast<std::size_t>(in.at - start)});
  if (std::isinf(value)) return in.fail(JsonError::number_out_of_range, start);
  out = value;
  return true;
}

}  // namespace

bool read_number(JsonText& in, IntegerRule rule, JsonValue& out) {
  const char* const start = in.at;
  const bool negative = *in.at == '-';
  if (negative) ++in.at;
  const char* const digits = in.at;
  if (!skip_integer_part(in)) return false;
  const char* const integer_end = in.at;
  if (!skip_fraction(in) || !skip_exponent(in)) return false;
  if (in.at != integer_end) return read_double(in, start, out);

  std::int64_t magnitude = 0;
  if (!read_safe_integer({digits, static_cast<std::size_t>(integer_end - digits)}, magnitude)) {
    return rule == IntegerRule::exact ? in.fail(JsonError::number_not_exact, start) : read_double(in, start, out);
  }
  out = negative ? -magnitude : magnitude;
  return true;
}

}  // namespace ratestack::encoding_detail
