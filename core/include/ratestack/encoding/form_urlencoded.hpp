// Fields of a query string or of a posted form (application/x-www-form-urlencoded, URL Standard section 5), read
// strictly and written so that every reader agrees.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ratestack/base/result.hpp"

namespace ratestack {

enum class FormError {
  too_long = 1,
  too_many_fields,
  malformed,  // a broken percent-escape, or no UTF-8 once decoded
  duplicate_field,
};
boost::system::error_code make_error_code(FormError error);

struct FormLimits {
  std::size_t max_bytes = std::size_t{16} * 1024;
  std::size_t max_fields = 32;
};

/// Decoded fields in their order; no name twice. A field without "=" is an empty one.
class Form {
 public:
  /// `text` is without a leading "?". Errors: FormError; context never repeats the text.
  static Result<Form> parse(std::string_view text, const FormLimits& limits = {});

  /// A view into this object.
  [[nodiscard]] std::optional<std::string_view> text(std::string_view name) const noexcept;
  [[nodiscard]] std::size_t size() const noexcept { return fields_.size(); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

/// Percent-encodes all but the unreserved characters of RFC 3986 section 2.3: right in a query, in a form and in a
/// path segment alike (a space is %20, never "+").
void append_percent_encoded(std::string& out, std::string_view text);
/// Appends name "=" value, after a "&" unless `out` is empty or ends in "?" or "&".
void append_form_field(std::string& out, std::string_view name, std::string_view value);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::FormError> : std::true_type {};
