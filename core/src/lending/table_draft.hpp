// One adjustment table while it is being read.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lending/sheet_cell.hpp"
#include "ratestack/lending/rate_sheet.hpp"

namespace ratestack::lending_detail {

class TableDraft {
 public:
  TableDraft(TableKind kind, std::string_view name, const Place& place);

  void set_columns(std::span<const Cell> bands, const Place& place, FaultList& faults);
  /// The table counts for these products or purposes alone; more than one call adds to them.
  void add_products(std::span<const Cell> codes);
  void add_purposes(std::span<const Cell> names, FaultList& faults);
  /// Band, then points for each column; at least one cell.
  void add_row(std::span<const Cell> row, const Place& place, FaultList& faults);
  /// Checks what can only be seen once every row is there, sorts, and finds the products.
  [[nodiscard]] AdjustmentTable finish(std::span<const SheetProduct> products, FaultList& faults);

  [[nodiscard]] const std::string& name() const noexcept { return table_.name; }
  [[nodiscard]] const Place& place() const noexcept { return place_; }

 private:
  struct Line {  // a row or a column, where it was and what it spans
    Band band;
    std::size_t index;
    Place place;
  };

  bool add_band(Axis axis, const Cell& cell, std::vector<Line>& lines, FaultList& faults);
  void check(Axis axis, std::vector<Line>& lines, FaultList& faults) const;
  void sort_cells();
  void find_products(std::span<const SheetProduct> products, FaultList& faults);

  AdjustmentTable table_;  // its cells in the order of the text until finish()
  Place place_;
  std::vector<Line> rows_;
  std::vector<Line> columns_;
  std::vector<Cell> product_cells_;
  bool columns_told_ = false;  // one fault for missing columns is enough
  bool holed_ = false;         // a band could not be read, so that gaps prove nothing
};

}  // namespace ratestack::lending_detail
