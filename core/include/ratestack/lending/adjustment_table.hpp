// Adjustment tables of a rate sheet: points by FICO and LTV, by occupancy, by purpose, by state, by loan amount.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/lending/loan.hpp"

namespace ratestack {

/// A cell of a grid: a number, or "NA", which says that the combination is not offered.
template <typename T>
class GridCell {
 public:
  constexpr GridCell() = default;  // not offered
  explicit constexpr GridCell(T value) noexcept : units_(value.units()) {}

  [[nodiscard]] constexpr bool offered() const noexcept { return units_ != kNotOffered; }
  /// Only where offered().
  [[nodiscard]] constexpr std::int64_t units() const noexcept { return units_; }
  friend constexpr bool operator==(GridCell, GridCell) = default;

 private:
  static constexpr std::int64_t kNotOffered = std::numeric_limits<std::int64_t>::min();
  std::int64_t units_ = kNotOffered;
};

/// What a table's rows or columns are about. Each loan has one position on each axis, in the axis' own unit.
enum class Axis : std::uint8_t { fico, ltv, amount, occupancy, purpose, state };

/// Positions from `low` to `high`, both included. On an axis of names, one position.
struct Band {
  std::int64_t low = 0;
  std::int64_t high = 0;
  friend bool operator==(const Band&, const Band&) = default;
};

/// True where positions are numbers (fico, ltv, amount): bands that follow one another must touch, and a loan outside
/// of all is not offered. On an axis of names, what a table does not name is not adjusted.
[[nodiscard]] bool is_banded(Axis axis) noexcept;
/// "720-739", ">=780", "<=60.00", or a name. Spaces may stand around the numbers. Errors: malformed_number (also low
/// above high), too_precise, out_of_range, unknown_state, unknown_occupancy, unknown_purpose.
[[nodiscard]] Result<Band> parse_band(Axis axis, std::string_view text);
/// The one text of a band.
[[nodiscard]] std::string to_text(Axis axis, Band band);
[[nodiscard]] std::int64_t position(Axis axis, const Loan& loan) noexcept;

enum class TableKind : std::uint8_t { fico_ltv, occupancy, purpose, state, amount };

[[nodiscard]] std::string_view to_string(TableKind kind) noexcept;
[[nodiscard]] std::optional<TableKind> parse_table_kind(std::string_view name) noexcept;
[[nodiscard]] Axis row_axis(TableKind kind) noexcept;
[[nodiscard]] std::optional<Axis> column_axis(TableKind kind) noexcept;

/// Part of a RateSheet, which makes sure of what is said here.
struct AdjustmentTable {
  std::string name;
  TableKind kind{};
  std::vector<Band> rows;               // ascending, apart
  std::vector<Band> columns;            // the same; empty where the kind has no column axis
  std::vector<GridCell<Points>> cells;  // row by row; one a row where there are no columns
  std::vector<std::uint16_t> products;  // places in RateSheet::products(), ascending: for these alone; empty: for all
  std::vector<Purpose> purposes;        // ascending: for these alone; empty: for all

  [[nodiscard]] bool concerns(Purpose purpose) const noexcept;
  [[nodiscard]] bool concerns(std::uint16_t product) const noexcept;
  friend bool operator==(const AdjustmentTable&, const AdjustmentTable&) = default;
};

/// What a table says of a loan, whatever the product.
struct TableVerdict {
  enum class Kind : std::uint8_t { unadjusted, adjusted, not_offered, outside };
  Kind kind = Kind::unadjusted;
  std::size_t row = 0;  // of adjusted and not_offered
  std::size_t column = 0;
  std::int64_t units = 0;  // of adjusted: Points
};
/// Logarithmic in the size of the table. A loan of another purpose than the table's is unadjusted.
[[nodiscard]] TableVerdict look_up(const AdjustmentTable& table, const Loan& loan) noexcept;

}  // namespace ratestack
