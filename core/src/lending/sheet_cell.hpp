// A cell of a sheet that is being read, whichever format it stands in, and the list of what is wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ratestack/lending/lending_error.hpp"
#include "ratestack/lending/sheet_fault.hpp"

namespace ratestack::lending_detail {

/// Where a cell is. CSV: line and column. JSON: `pointer` to the container, and the index within it in `column`, unless
/// that is kWhole. The string must live until the sheet has been read.
struct Place {
  static constexpr std::uint32_t kWhole = UINT32_MAX;

  std::uint32_t line = 0;
  std::uint32_t column = 0;
  const std::string* pointer = nullptr;
};

/// What a cell says where the combination is not offered.
inline constexpr std::string_view kNotOffered = "NA";

struct Cell {
  std::string_view text;
  Place place;
  bool broken = false;  // its fault has been told already, so its text is not looked at
};

/// Where the cell after the last one of a row would be; JSON: the row.
[[nodiscard]] Place place_after(std::span<const Cell> row, const Place& place);

class FaultList {
 public:
  void add(SheetFaultCode code, const Place& place, std::string detail = {});
  /// What LendingError says of the text of a cell.
  void add(const Error& error, const Place& place);
  [[nodiscard]] bool empty() const noexcept { return faults_.items.empty(); }
  /// Sorts, and leaves this empty.
  [[nodiscard]] SheetFaults take();

 private:
  SheetFaults faults_;
};

/// The number, or nothing and a fault.
template <typename Number>
std::optional<Number> read_number(const Cell& cell, FaultList& faults) {
  if (cell.broken) return std::nullopt;
  if (cell.text.empty()) return faults.add(SheetFaultCode::missing_cell, cell.place), std::nullopt;
  const Result<Number> number = Number::parse(cell.text);
  if (number) return number.value();
  faults.add(number.error(), cell.place);
  return std::nullopt;
}

}  // namespace ratestack::lending_detail
