#include "ratestack/encoding/form_urlencoded.hpp"

#include <algorithm>

#include "ratestack/base/error_enum.hpp"
#include "ratestack/encoding/utf8.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

std::string_view describe(FormError error) {
  switch (error) {
    case FormError::too_long:
      return "form_too_long";
    case FormError::too_many_fields:
      return "too_many_fields";
    case FormError::malformed:
      return "malformed_form";
    case FormError::duplicate_field:
      return "duplicate_field";
  }
  return "unknown";
}

int digit_of(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// Nothing for a broken escape; the Standard would let it stand, and two readers would differ.
std::optional<std::string> decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? digit_of(text[i + 2]) : -1;
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high << 4 | low);
    i += 2;
  }
  if (find_invalid_utf8(out) != out.size()) return std::nullopt;
  return out;
}

bool is_unreserved(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

}  // namespace

boost::system::error_code make_error_code(FormError error) {
  static constexpr EnumCategory<FormError, describe> kCategory{"form"};
  return {static_cast<int>(error), kCategory};
}

Result<Form> Form::parse(std::string_view text, const FormLimits& limits) {
  if (text.size() > limits.max_bytes) return FormError::too_long;
  Form form;
  while (!text.empty()) {
    const std::string_view field = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), field.size() + 1));
    if (field.empty()) continue;
    if (form.fields_.size() == limits.max_fields) return FormError::too_many_fields;
    const std::size_t equals = std::min(field.find('='), field.size());
    auto name = decode(field.substr(0, equals));
    auto value = decode(field.substr(std::min(equals + 1, field.size())));
    if (!name || !value) return FormError::malformed;
    if (form.text(*name)) return FormError::duplicate_field;
    form.fields_.emplace_back(std::move(*name), std::move(*value));
  }
  return form;
}

std::optional<std::string_view> Form::text(std::string_view name) const noexcept {
  const auto found =
      std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) { return field.first == name; });
  if (found == fields_.end()) return std::nullopt;
  return found->second;
}

void append_percent_encoded(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kHexDigits[byte >> 4U], kHexDigits[byte & 0xFU]};
  }
}

void append_form_field(std::string& out, std::string_view name, std::string_view value) {
  if (!out.empty() && out.back() != '?' && out.back() != '&') out += '&';
  append_percent_encoded(out, name);
  out += '=';
  append_percent_encoded(out, value);
}

}  // namespace ratestack
