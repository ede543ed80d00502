#include "native/http/lending/decimal_field.hpp"

namespace ratestack::http {

std::string decimal_rule(const DecimalForm& form, const Error& error) {
  if (error.code == LendingError::too_precise) {
    return "must have at most " + std::to_string(form.decimals) + " digits after the point";
  }
  if (error.code == LendingError::out_of_range) {
    const std::int64_t least = form.sign == Sign::never && form.least < 0 ? 0 : form.least;
    return "must be from " + print_decimal(least, form) + " to " + print_decimal(form.most, form);
  }
  return "must be a plain decimal number: digits, and a point with digits after it where there are decimals";
}

Result<std::int64_t> read_integer(const Fields& fields, std::string_view name, std::int64_t least, std::int64_t most) {
  const JsonValue* const value = fields.find(name);
  if (value == nullptr) return fields.broken(name, "is required");
  const std::int64_t* const number = value->if_int64();
  if (number != nullptr && *number >= least && *number <= most) return *number;
  return fields.broken(name, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

}  // namespace ratestack::http
