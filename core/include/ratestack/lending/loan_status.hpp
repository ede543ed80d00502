// How far a loan is, as its lender's or servicer's systems report it.
#pragma once

#include <cstdint>
#include <string_view>

#include "ratestack/lending/lending_error.hpp"

namespace ratestack {

/// In the order in which a loan usually passes them; any may follow any, since systems of others report them late, out
/// of order, or corrected.
enum class LoanStatus : std::uint8_t {
  open,
  submitted,
  approved,
  clear_to_close,
  closed,
  funded,
  purchased,  // by an investor
  withdrawn,
  denied,
};
inline constexpr std::size_t kLoanStatuses = 9;

[[nodiscard]] std::string_view to_string(LoanStatus status) noexcept;       // "clear_to_close"
[[nodiscard]] Result<LoanStatus> parse_loan_status(std::string_view name);  // error: unknown_status

}  // namespace ratestack
