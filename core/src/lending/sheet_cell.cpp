#include "lending/sheet_cell.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ratestack::lending_detail {
namespace {

std::string pointer_to(const Place& place) {
  if (place.pointer == nullptr) return {};
  if (place.column == Place::kWhole) return *place.pointer;
  return *place.pointer + "/" + std::to_string(place.column);
}

SheetFaultCode code_of(const Error& error) {
  using enum SheetFaultCode;
  if (error.code == LendingError::too_precise) return too_precise;
  if (error.code == LendingError::out_of_range) return out_of_range;
  if (error.code == LendingError::unknown_state) return unknown_state;
  if (error.code == LendingError::unknown_occupancy) return unknown_occupancy;
  if (error.code == LendingError::unknown_purpose) return unknown_purpose;
  return malformed_number;
}

}  // namespace

Place place_after(std::span<const Cell> row, const Place& place) {
  if (row.empty() || place.pointer != nullptr) return place;
  return {row.back().place.line, row.back().place.column + 1, nullptr};
}

void FaultList::add(SheetFaultCode code, const Place& place, std::string detail) {
  if (faults_.items.size() == kMaxSheetFaults) {
    faults_.more = true;
    return;
  }
  const bool is_json = place.pointer != nullptr;
  faults_.items.push_back(
      {code, is_json ? 0 : place.line, is_json ? 0 : place.column, pointer_to(place), std::move(detail)});
}

void FaultList::add(const Error& error, const Place& place) { add(code_of(error), place); }

SheetFaults FaultList::take() {
  const auto by_place = [](const SheetFault& a, const SheetFault& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  };
  std::stable_sort(faults_.items.begin(), faults_.items.end(), by_place);
  return std::exchange(faults_, {});
}

}  // namespace ratestack::lending_detail
