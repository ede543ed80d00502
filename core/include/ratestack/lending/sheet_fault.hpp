// What is wrong with a rate sheet, and where. The codes are stable: clients and docs/rate-sheets.md name them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ratestack {

enum class SheetFaultCode : std::uint8_t {
  // The text as such.
  text_too_large,
  malformed_csv,   // quotes out of place (RFC 4180 section 2)
  malformed_json,  // SheetFault::detail is what the JSON reader says
  invalid_text,    // no UTF-8, or a control character in a name
  wrong_type,      // JSON: another kind of value is wanted; decimals are strings
  unknown_member,
  missing_member,
  // The parts of a sheet.
  unsupported_version,
  missing_header,  // no `ratesheet` row first, or no name
  missing_rates,   // not one row of prices
  misplaced_row,
  missing_cell,
  surplus_cell,
  too_many_cells,
  too_many_products,
  too_many_tables,
  bad_name,
  bad_product,
  // Numbers.
  malformed_number,
  too_precise,
  out_of_range,
  // Rates and lock periods.
  lock_days_not_ascending,
  inconsistent_lock_days,  // two parts of one sheet with different lock periods
  rate_not_ascending,
  duplicate_cell,  // a second cell for the same product and rate, or for the same row or column of a table
  // Adjustment tables.
  unknown_table_kind,
  duplicate_table,
  missing_columns,
  empty_table,
  malformed_band,
  band_overlap,
  band_gap,
  unknown_state,
  unknown_occupancy,
  unknown_purpose,
  unknown_product,
  unknown_scope,
};
[[nodiscard]] std::string_view to_string(SheetFaultCode code) noexcept;  // "band_overlap"

/// One fault. Never repeats the text of the sheet.
struct SheetFault {
  SheetFaultCode code{};
  std::uint32_t line = 0;    // CSV: of the text, from 1; a cell with line breaks counts where it starts. JSON: 0
  std::uint32_t column = 0;  // CSV: the number of the cell in its row, from 1 ("A"). JSON: 0
  std::string pointer;       // JSON: RFC 6901
  std::string detail;        // safe to show; often empty

  friend bool operator==(const SheetFault&, const SheetFault&) = default;
};

inline constexpr std::size_t kMaxSheetFaults = 100;

/// CSV faults are sorted by place, JSON faults stand as they were found.
struct SheetFaults {
  std::vector<SheetFault> items;  // at most kMaxSheetFaults
  bool more = false;              // there were others beyond them
};

}  // namespace ratestack
