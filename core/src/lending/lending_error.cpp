#include "ratestack/lending/lending_error.hpp"

#include "ratestack/base/error_enum.hpp"

namespace ratestack {
namespace {

std::string_view describe(LendingError error) {
  switch (error) {
    case LendingError::malformed_number:
      return "malformed_number";
    case LendingError::too_precise:
      return "too_precise";
    case LendingError::out_of_range:
      return "out_of_range";
    case LendingError::overflow:
      return "overflow";
    case LendingError::division_by_zero:
      return "division_by_zero";
    case LendingError::unknown_state:
      return "unknown_state";
    case LendingError::unknown_occupancy:
      return "unknown_occupancy";
    case LendingError::unknown_purpose:
      return "unknown_purpose";
    case LendingError::lock_not_requested:
      return "lock_not_requested";
    case LendingError::lock_not_committed:
      return "lock_not_committed";
    case LendingError::lock_lapsed:
      return "lock_lapsed";
    case LendingError::lock_live:
      return "lock_live";
    case LendingError::extension_too_long:
      return "extension_too_long";
    case LendingError::malformed_ssn:
      return "malformed_ssn";
    case LendingError::malformed_name:
      return "malformed_name";
    case LendingError::malformed_email:
      return "malformed_email";
    case LendingError::unknown_status:
      return "unknown_status";
  }
  return "unknown";
}

}  // namespace

boost::system::error_code make_error_code(LendingError error) {
  static constexpr EnumCategory<LendingError, describe> kCategory{"lending"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack
