// Numbers of a loan in a body: decimals are strings, whole numbers are numbers, each held against its type.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "native/http/json_fields.hpp"
#include "ratestack/lending/amounts.hpp"

namespace ratestack::http {

/// What a text of this form must be, for an error of parse_decimal.
[[nodiscard]] std::string decimal_rule(const DecimalForm& form, const Error& error);

/// From `least` to `most`. HttpError::invalid_field where it is absent, no whole number, or another.
[[nodiscard]] Result<std::int64_t> read_integer(const Fields& fields, std::string_view name, std::int64_t least,
                                                std::int64_t most);

/// A string. HttpError::invalid_field.
template <typename T>
[[nodiscard]] Result<T> read_decimal(const Fields& fields, std::string_view name) {
  const auto text = fields.text(name);
  if (!text) return text.error();
  const auto number = T::parse(*text);
  if (!number) return fields.broken(name, decimal_rule(T::kForm, number.error()));
  return number.value();
}

template <typename T>
[[nodiscard]] Result<T> read_positive(const Fields& fields, std::string_view name) {
  auto number = read_decimal<T>(fields, name);
  if (number && number.value().units() <= 0) return fields.broken(name, "must be more than zero");
  return number;
}

template <typename T>
[[nodiscard]] Result<std::optional<T>> read_decimal_if_any(const Fields& fields, std::string_view name) {
  if (fields.find(name) == nullptr) return std::optional<T>();
  const auto number = read_decimal<T>(fields, name);
  if (!number) return number.error();
  return std::optional<T>(number.value());
}

/// A number, of a type without decimals.
template <typename T>
[[nodiscard]] Result<T> read_whole(const Fields& fields, std::string_view name) {
  static_assert(T::kForm.decimals == 0);
  const auto number = read_integer(fields, name, T::kForm.least, T::kForm.most);
  if (!number) return number.error();
  return T::from_units(number.value());
}

}  // namespace ratestack::http
