// Members of a JSON object that are strings.
#pragma once

#include <optional>
#include <string_view>

#include "ratestack/encoding/json.hpp"

namespace ratestack {

/// A view into `object`; nothing where there is no such member, or one of another kind.
inline std::optional<std::string_view> member_text(const JsonObject& object, std::string_view name) noexcept {
  const JsonValue* const value = object.if_contains({name.data(), name.size()});
  const JsonString* const text = value == nullptr ? nullptr : value->if_string();
  if (text == nullptr) return std::nullopt;
  return std::string_view(text->data(), text->size());
}

}  // namespace ratestack
