#include "ratestack/lending/loan_status.hpp"

#include <algorithm>
#include <array>

namespace ratestack {
namespace {

constexpr std::array<std::string_view, kLoanStatuses> kNames{
    "open", "submitted", "approved", "clear_to_close", "closed", "funded", "purchased", "withdrawn", "denied"};

}  // namespace

std::string_view to_string(LoanStatus status) noexcept { return kNames[static_cast<std::size_t>(status)]; }

Result<LoanStatus> parse_loan_status(std::string_view name) {
  const auto* const found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return LendingError::unknown_status;
  return static_cast<LoanStatus>(found - kNames.begin());
}

}  // namespace ratestack
