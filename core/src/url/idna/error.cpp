#include "ratestack/base/error_enum.hpp"
#include "ratestack/url/idna.hpp"

namespace ratestack {
namespace {

std::string_view describe(IdnaError error) {
  switch (error) {
    case IdnaError::invalid_utf8:
      return "invalid_utf8";
    case IdnaError::disallowed_code_point:
      return "disallowed_code_point";
    case IdnaError::invalid_punycode:
      return "invalid_punycode";
    case IdnaError::not_normalized:
      return "not_normalized";
    case IdnaError::leading_mark:
      return "leading_mark";
    case IdnaError::invalid_joiner:
      return "invalid_joiner";
    case IdnaError::invalid_bidi:
      return "invalid_bidi";
    case IdnaError::label_too_long:
      return "label_too_long";
    case IdnaError::domain_too_long:
      return "domain_too_long";
    case IdnaError::empty_label:
      return "empty_label";
    case IdnaError::empty_domain:
      return "empty_domain";
    case IdnaError::forbidden_code_point:
      return "forbidden_code_point";
  }
  return "unknown";
}

}  // namespace

boost::system::error_code make_error_code(IdnaError error) {
  static constexpr EnumCategory<IdnaError, describe> kCategory{"idna"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack
