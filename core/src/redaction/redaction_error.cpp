#include "ratestack/base/error_enum.hpp"
#include "ratestack/redaction/pii_redactor.hpp"

namespace ratestack {
namespace {

std::string_view describe(RedactionError error) {
  switch (error) {
    case RedactionError::key_missing:
      return "key_missing";
    case RedactionError::key_too_short:
      return "key_too_short";
    case RedactionError::allowlist_too_long:
      return "allowlist_too_long";
    case RedactionError::not_json:
      return "not_json";
  }
  return "unknown";
}

}  // namespace

boost::system::error_code make_error_code(RedactionError error) {
  static constexpr EnumCategory<RedactionError, describe> kCategory{"redaction"};
  return {static_cast<int>(error), kCategory};
}

std::string_view to_string(RedactionMode mode) noexcept {
  switch (mode) {
    case RedactionMode::label:
      return "label";
    case RedactionMode::partial:
      return "partial";
    case RedactionMode::pseudonym:
      return "pseudonym";
  }
  return "";
}

std::optional<RedactionMode> parse_redaction_mode(std::string_view name) noexcept {
  for (const RedactionMode mode : {RedactionMode::label, RedactionMode::partial, RedactionMode::pseudonym}) {
    if (to_string(mode) == name) return mode;
  }
  return std::nullopt;
}

}  // namespace ratestack
