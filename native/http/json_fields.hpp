// Strict reading of a JSON object's members: each failure names the JSON pointer (RFC 6901) and the rule.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "ratestack/base/result.hpp"
#include "ratestack/encoding/json.hpp"

namespace ratestack::http {

/// An object and where it stands in the body. Views: the tree and the pointer must outlive it.
class Fields {
 public:
  /// `pointer` is the object's own place: "" for the whole body.
  static Result<Fields> of(const JsonValue& value, std::string_view pointer);

  /// HttpError::unknown_field for the first member that is not among `known`.
  [[nodiscard]] Result<void> only(std::initializer_list<std::string_view> known) const;

  [[nodiscard]] bool has(std::string_view name) const noexcept;
  /// Null where the member is absent or JSON null.
  [[nodiscard]] const JsonValue* find(std::string_view name) const noexcept;
  /// A view into the tree. HttpError::invalid_field where it is absent or no string.
  [[nodiscard]] Result<std::string_view> text(std::string_view name) const;

  [[nodiscard]] const JsonObject& object() const noexcept { return *object_; }
  [[nodiscard]] Error broken(std::string_view name, std::string_view rule) const;
  [[nodiscard]] std::string pointer_to(std::string_view name) const;

 private:
  Fields(const JsonObject& object, std::string_view pointer) noexcept : object_(&object), pointer_(pointer) {}

  const JsonObject* object_;
  std::string_view pointer_;
};

/// Calls `read` with the object that a body is, once it is known to have members of `known` alone; answers what it
/// does. JsonError, HttpError::invalid_field, unknown_field.
template <typename Read>
[[nodiscard]] auto with_fields(std::string_view body, std::initializer_list<std::string_view> known, const Read& read)
    -> decltype(read(std::declval<const Fields&>())) {
  const auto tree = parse_json(body);
  if (!tree) return tree.error();
  const auto fields = Fields::of(tree.value(), "");
  if (!fields) return fields.error();
  if (const auto fit = fields.value().only(known); !fit) return fit.error();
  return read(fields.value());
}

}  // namespace ratestack::http
