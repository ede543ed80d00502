#include "lending/table_draft.hpp"

#include <algorithm>
#include <optional>

namespace ratestack::lending_detail {
namespace {

/// Nothing and a fault where the cell cannot be read; not offered for "NA".
std::optional<GridCell<Points>> read_points(const Cell& cell, FaultList& faults) {
  if (!cell.broken && cell.text == kNotOffered) return GridCell<Points>();
  const auto points = read_number<Points>(cell, faults);
  if (!points) return std::nullopt;
  if (points->units() >= -SheetLimits::kMaxPointsUnits && points->units() <= SheetLimits::kMaxPointsUnits) {
    return GridCell<Points>(*points);
  }
  faults.add(SheetFaultCode::out_of_range, cell.place);
  return std::nullopt;
}

std::optional<std::uint16_t> find_product(std::span<const SheetProduct> products, std::string_view code) {
  const auto found = std::lower_bound(products.begin(), products.end(), code,
                                      [](const SheetProduct& product, std::string_view c) { return product.code < c; });
  if (found == products.end() || found->code != code) return std::nullopt;
  return static_cast<std::uint16_t>(found - products.begin());
}

template <typename T>
void sort_unique(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

}  // namespace

TableDraft::TableDraft(TableKind kind, std::string_view name, const Place& place) : place_(place) {
  table_.kind = kind;
  table_.name = name;
}

bool TableDraft::add_band(Axis axis, const Cell& cell, std::vector<Line>& lines, FaultList& faults) {
  const Result<Band> band = cell.broken ? Result<Band>(Band{}) : parse_band(axis, cell.text);
  holed_ = holed_ || cell.broken || !band;
  lines.push_back({band ? band.value() : Band{}, lines.size(), cell.place});
  if (band) return !cell.broken;
  const bool malformed = is_banded(axis) && band.error().code == LendingError::malformed_number;
  if (malformed)
    faults.add(SheetFaultCode::malformed_band, cell.place);
  else
    faults.add(band.error(), cell.place);
  return false;
}

void TableDraft::set_columns(std::span<const Cell> bands, const Place& place, FaultList& faults) {
  const auto axis = column_axis(table_.kind);
  if (!axis || !columns_.empty() || !rows_.empty()) return faults.add(SheetFaultCode::misplaced_row, place);
  columns_.reserve(bands.size());
  for (const Cell& cell : bands) add_band(*axis, cell, columns_, faults);
}

void TableDraft::add_products(std::span<const Cell> codes) {
  product_cells_.insert(product_cells_.end(), codes.begin(), codes.end());
}

void TableDraft::add_purposes(std::span<const Cell> names, FaultList& faults) {
  for (const Cell& cell : names) {
    if (cell.broken) continue;
    const auto purpose = parse_purpose(cell.text);
    if (purpose)
      table_.purposes.push_back(purpose.value());
    else
      faults.add(purpose.error(), cell.place);
  }
}

void TableDraft::add_row(std::span<const Cell> row, const Place& place, FaultList& faults) {
  if (column_axis(table_.kind) && columns_.empty()) {
    if (!columns_told_) faults.add(SheetFaultCode::missing_columns, place);
    columns_told_ = true;
    return;
  }
  add_band(row_axis(table_.kind), row[0], rows_, faults);
  const auto points = row.subspan(1);
  const std::size_t width = std::max<std::size_t>(1, columns_.size());
  if (points.size() < width) faults.add(SheetFaultCode::missing_cell, place_after(row, place));
  if (points.size() > width) faults.add(SheetFaultCode::surplus_cell, points[width].place);
  for (std::size_t i = 0; i < width; ++i) {
    const auto cell = i < points.size() ? read_points(points[i], faults) : std::nullopt;
    table_.cells.push_back(cell.value_or(GridCell<Points>()));
  }
}

// Sorted by where they begin, bands must not begin before the one below has ended, nor leave numbers out between.
void TableDraft::check(Axis axis, std::vector<Line>& lines, FaultList& faults) const {
  if (holed_) return;
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.band.low < b.band.low; });
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Band &below = lines[i - 1].band, &band = lines[i].band;
    if (band == below)
      faults.add(SheetFaultCode::duplicate_cell, lines[i].place);
    else if (band.low <= below.high)
      faults.add(SheetFaultCode::band_overlap, lines[i].place);
    else if (is_banded(axis) && band.low - 1 > below.high)
      faults.add(SheetFaultCode::band_gap, lines[i].place);
  }
}

void TableDraft::sort_cells() {
  std::vector<GridCell<Points>> sorted;
  sorted.reserve(table_.cells.size());
  const std::size_t width = std::max<std::size_t>(1, columns_.size());
  for (const Line& row : rows_) {
    table_.rows.push_back(row.band);
    if (columns_.empty()) sorted.push_back(table_.cells[row.index]);
    for (const Line& column : columns_) sorted.push_back(table_.cells[row.index * width + column.index]);
  }
  for (const Line& column : columns_) table_.columns.push_back(column.band);
  table_.cells = std::move(sorted);
}

void TableDraft::find_products(std::span<const SheetProduct> products, FaultList& faults) {
  for (const Cell& cell : product_cells_) {
    if (cell.broken) continue;
    const auto product = find_product(products, cell.text);
    if (product)
      table_.products.push_back(*product);
    else
      faults.add(SheetFaultCode::unknown_product, cell.place);
  }
  sort_unique(table_.products);
}

AdjustmentTable TableDraft::finish(std::span<const SheetProduct> products, FaultList& faults) {
  if (rows_.empty() && !columns_told_) faults.add(SheetFaultCode::empty_table, place_);
  check(row_axis(table_.kind), rows_, faults);
  if (const auto axis = column_axis(table_.kind)) check(*axis, columns_, faults);
  sort_cells();
  find_products(products, faults);
  sort_unique(table_.purposes);
  return std::move(table_);
}

}  // namespace ratestack::lending_detail
