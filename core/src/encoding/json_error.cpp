#include "ratestack/base/error_enum.hpp"
#include "ratestack/encoding/json.hpp"

namespace ratestack {
namespace {

std::string_view describe(JsonError error) {
  switch (error) {
    case JsonError::syntax:
      return "syntax";
    case JsonError::incomplete:
      return "incomplete";
    case JsonError::trailing_data:
      return "trailing_data";
    case JsonError::too_deep:
      return "too_deep";
    case JsonError::too_large:
      return "too_large";
    case JsonError::too_many_members:
      return "too_many_members";
    case JsonError::duplicate_key:
      return "duplicate_key";
    case JsonError::invalid_utf8:
      return "invalid_utf8";
    case JsonError::lone_surrogate:
      return "lone_surrogate";
    case JsonError::number_out_of_range:
      return "number_out_of_range";
    case JsonError::number_not_exact:
      return "number_not_exact";
    case JsonError::not_canonical:
      return "not_canonical";
  }
  return "unknown";
}

}  // namespace

boost::system::error_code make_error_code(JsonError error) {
  static constexpr EnumCategory<JsonError, describe> kCategory{"json"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack
