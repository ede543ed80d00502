#include "ratestack/lending/loan.hpp"

#include <algorithm>
#include <array>

namespace ratestack {
namespace {

constexpr std::array<std::string_view, kOccupancies> kOccupancyNames{"primary", "second_home", "investment"};
constexpr std::array<std::string_view, kPurposes> kPurposeNames{"purchase", "rate_term", "cash_out"};

// Sorted, so that the order of indices is the order of codes.
constexpr std::array<std::string_view, UsState::kCount> kStates{
    "AK", "AL", "AR", "AS", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "GU", "HI", "IA", "ID", "IL", "IN", "KS",
    "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MP", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY",
    "OH", "OK", "OR", "PA", "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI", "WV", "WY"};

}  // namespace

std::string_view to_string(Occupancy occupancy) noexcept {
  return kOccupancyNames[static_cast<std::size_t>(occupancy)];
}

std::string_view to_string(Purpose purpose) noexcept { return kPurposeNames[static_cast<std::size_t>(purpose)]; }

Result<Occupancy> parse_occupancy(std::string_view name) {
  const auto* const found = std::find(kOccupancyNames.begin(), kOccupancyNames.end(), name);
  if (found == kOccupancyNames.end()) return LendingError::unknown_occupancy;
  return static_cast<Occupancy>(found - kOccupancyNames.begin());
}

Result<Purpose> parse_purpose(std::string_view name) {
  const auto* const found = std::find(kPurposeNames.begin(), kPurposeNames.end(), name);
  if (found == kPurposeNames.end()) return LendingError::unknown_purpose;
  return static_cast<Purpose>(found - kPurposeNames.begin());
}

Result<UsState> UsState::parse(std::string_view code) {
  const auto* const found = std::lower_bound(kStates.begin(), kStates.end(), code);
  if (found == kStates.end() || *found != code) return LendingError::unknown_state;
  return UsState(static_cast<std::uint8_t>(found - kStates.begin()));
}

std::string_view UsState::code() const noexcept { return kStates[index_]; }

}  // namespace ratestack
