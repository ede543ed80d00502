#include "ratestack/lending/adjustment_table.hpp"

#include <algorithm>
#include <array>

namespace ratestack {
namespace {

constexpr std::array<std::string_view, 5> kKindNames{"fico_ltv", "occupancy", "purpose", "state", "amount"};
constexpr std::array<Axis, 5> kRowAxes{Axis::fico, Axis::occupancy, Axis::purpose, Axis::state, Axis::amount};

/// The band that holds this position: bands are ascending and apart, so the first that does not end below it.
std::optional<std::size_t> find_band(const std::vector<Band>& bands, std::int64_t at) noexcept {
  const auto found =
      std::lower_bound(bands.begin(), bands.end(), at, [](const Band& band, std::int64_t x) { return band.high < x; });
  if (found == bands.end() || found->low > at) return std::nullopt;
  return static_cast<std::size_t>(found - bands.begin());
}

TableVerdict missed(Axis axis) noexcept {
  return {is_banded(axis) ? TableVerdict::Kind::outside : TableVerdict::Kind::unadjusted};
}

}  // namespace

std::string_view to_string(TableKind kind) noexcept { return kKindNames[static_cast<std::size_t>(kind)]; }

std::optional<TableKind> parse_table_kind(std::string_view name) noexcept {
  const auto* const found = std::find(kKindNames.begin(), kKindNames.end(), name);
  if (found == kKindNames.end()) return std::nullopt;
  return static_cast<TableKind>(found - kKindNames.begin());
}

Axis row_axis(TableKind kind) noexcept { return kRowAxes[static_cast<std::size_t>(kind)]; }

std::optional<Axis> column_axis(TableKind kind) noexcept {
  if (kind == TableKind::fico_ltv) return Axis::ltv;
  return std::nullopt;
}

bool AdjustmentTable::concerns(Purpose purpose) const noexcept {
  return purposes.empty() || std::binary_search(purposes.begin(), purposes.end(), purpose);
}

bool AdjustmentTable::concerns(std::uint16_t product) const noexcept {
  return products.empty() || std::binary_search(products.begin(), products.end(), product);
}

TableVerdict look_up(const AdjustmentTable& table, const Loan& loan) noexcept {
  if (!table.concerns(loan.purpose)) return {};
  const Axis rows = row_axis(table.kind);
  const auto row = find_band(table.rows, position(rows, loan));
  if (!row) return missed(rows);
  std::size_t column = 0;
  if (const auto columns = column_axis(table.kind)) {
    const auto found = find_band(table.columns, position(*columns, loan));
    if (!found) return missed(*columns);
    column = *found;
  }
  const std::size_t width = std::max<std::size_t>(1, table.columns.size());
  const GridCell<Points> cell = table.cells[*row * width + column];
  if (!cell.offered()) return {TableVerdict::Kind::not_offered, *row, column};
  return {TableVerdict::Kind::adjusted, *row, column, cell.units()};
}

}  // namespace ratestack
