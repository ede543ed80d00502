// Members of JSON objects that others wrote.
#pragma once

#include <optional>
#include <string_view>

#include "ratestack/encoding/json.hpp"

namespace ratestack::webauthn {

/// Nothing where the member is absent or no string. A view into the object.
inline std::optional<std::string_view> text_member(const JsonObject& object, std::string_view name) {
  const JsonValue* const value = object.if_contains({name.data(), name.size()});
  const JsonString* const text = value == nullptr ? nullptr : value->if_string();
  if (text == nullptr) return std::nullopt;
  return std::string_view(text->data(), text->size());
}

}  // namespace ratestack::webauthn
