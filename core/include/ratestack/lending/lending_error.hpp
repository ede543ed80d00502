// What can be wrong with a number, a loan's attribute or a step of a rate lock. Faults of a rate sheet have a list of
// their own (sheet_fault.hpp), because one sheet can have many.
#pragma once

#include "ratestack/base/result.hpp"

namespace ratestack {

enum class LendingError {
  malformed_number = 1,  // not of the form that parse_decimal reads
  too_precise,           // more digits after the point than the type has: nothing is rounded on the way in
  out_of_range,          // a number, but none that the type can hold
  overflow,              // the result of a calculation is none that the type can hold
  division_by_zero,
  unknown_state,
  unknown_occupancy,
  unknown_purpose,
  lock_not_requested,  // it is committed already
  lock_not_committed,
  lock_lapsed,  // its time is over
  lock_live,    // still in force, so there is nothing to lock again
  extension_too_long,
  malformed_ssn,
  malformed_name,
  malformed_email,
  unknown_status,
};
boost::system::error_code make_error_code(LendingError error);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::LendingError> : std::true_type {};
