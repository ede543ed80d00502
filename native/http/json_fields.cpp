#include "native/http/json_fields.hpp"

#include <algorithm>

#include "native/http/http_error.hpp"

namespace ratestack::http {
namespace {

constexpr std::size_t kMaxShownName =
    64;  // a member's name comes from the client: enough to find it, not to carry data

// RFC 6901 section 3: '~' and '/' are escaped.
std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, kMaxShownName)) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out.push_back(c);
  }
  // A cut in the middle of a UTF-8 sequence would make the answer invalid: drop the incomplete tail.
  while (name.size() > kMaxShownName && !out.empty() && (static_cast<unsigned char>(out.back()) & 0x80U) != 0)
    out.pop_back();
  return out;
}

}  // namespace

Result<Fields> Fields::of(const JsonValue& value, std::string_view pointer) {
  if (const JsonObject* object = value.if_object()) return Fields(*object, pointer);
  return Error(HttpError::invalid_field, std::string(pointer) + ": must be an object");
}

Result<void> Fields::only(std::initializer_list<std::string_view> known) const {
  for (const auto& member : *object_) {
    const std::string_view name(member.key().data(), member.key().size());
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return Error(HttpError::unknown_field, pointer_to(name));
    }
  }
  return {};
}

bool Fields::has(std::string_view name) const noexcept { return object_->contains({name.data(), name.size()}); }

const JsonValue* Fields::find(std::string_view name) const noexcept {
  const JsonValue* value = object_->if_contains({name.data(), name.size()});
  return value != nullptr && value->is_null() ? nullptr : value;
}

Result<std::string_view> Fields::text(std::string_view name) const {
  const JsonValue* value = find(name);
  if (value == nullptr) return broken(name, "is required");
  const JsonString* string = value->if_string();
  if (string == nullptr) return broken(name, "must be a string");
  return std::string_view(string->data(), string->size());
}

Error Fields::broken(std::string_view name, std::string_view rule) const {
  return {HttpError::invalid_field, pointer_to(name) + ": " + std::string(rule)};
}

std::string Fields::pointer_to(std::string_view name) const { return std::string(pointer_) + "/" + escaped(name); }

}  // namespace ratestack::http
