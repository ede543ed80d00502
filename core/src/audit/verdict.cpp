#include "ratestack/audit/verdict.hpp"

namespace ratestack {

std::string_view to_string(BreakReason reason) noexcept {
  switch (reason) {
    case BreakReason::entry_hash_mismatch:
      return "entry_hash_mismatch";
    case BreakReason::previous_hash_mismatch:
      return "previous_hash_mismatch";
    case BreakReason::missing_row:
      return "missing_row";
    case BreakReason::malformed_row:
      return "malformed_row";
    case BreakReason::org_chain_mismatch:
      return "org_chain_mismatch";
    case BreakReason::truncated:
      return "truncated";
    case BreakReason::checkpoint_mismatch:
      return "checkpoint_mismatch";
    case BreakReason::end_mismatch:
      return "end_mismatch";
    case BreakReason::trailing_data:
      return "trailing_data";
  }
  return "unknown";
}

std::string_view explain(BreakReason reason) noexcept {
  switch (reason) {
    case BreakReason::entry_hash_mismatch:
      return "The row does not hash to its entry hash: it was changed after it was written.";
    case BreakReason::previous_hash_mismatch:
      return "The row does not continue the row before it: one of the two was replaced.";
    case BreakReason::missing_row:
      return "A row is missing here, or rows are out of order.";
    case BreakReason::malformed_row:
      return "This is not a row of the log in its canonical form and place.";
    case BreakReason::org_chain_mismatch:
      return "The row does not continue the chain of its organisation.";
    case BreakReason::truncated:
      return "Rows are missing at the end.";
    case BreakReason::checkpoint_mismatch:
      return "The rows are not those that the signed checkpoint covers.";
    case BreakReason::end_mismatch:
      return "The end line does not describe the file before it: one of them was changed.";
    case BreakReason::trailing_data:
      return "There is data after the end line.";
  }
  return "unknown";
}

}  // namespace ratestack
