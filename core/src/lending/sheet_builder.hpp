// What both formats of a rate sheet are read into: it knows the rules of a sheet, and nothing of CSV or JSON.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lending/sheet_cell.hpp"
#include "lending/table_draft.hpp"
#include "ratestack/lending/rate_sheet.hpp"

namespace ratestack {

/// Not thread safe; used once. Texts and places of cells must live until finish().
class SheetBuilder {
 public:
  using Cell = lending_detail::Cell;
  using Place = lending_detail::Place;

  explicit SheetBuilder(lending_detail::FaultList& faults) noexcept : faults_(faults) {}

  void set_name(const Cell& name);
  /// The lock periods, where the prices begin; said again, they must be the same. `place` is of the whole list.
  void set_lock_days(std::span<const Cell> days, const Place& place);
  void add_rates(std::span<const Cell> row, const Place& place);  // product, rate, price for each lock period

  void begin_table(const Cell& kind, const Cell& name, const Place& place);
  void set_columns(std::span<const Cell> bands, const Place& place);
  void add_scope_products(std::span<const Cell> codes, const Place& place);
  void add_scope_purposes(std::span<const Cell> names, const Place& place);
  void add_table_row(std::span<const Cell> row, const Place& place);  // band, points for each column

  /// `place` is for what is missing altogether.
  SheetReading finish(const Place& place);

 private:
  struct ProductDraft {
    std::vector<Rate> rates;
    std::vector<GridCell<Price>> prices;  // by rate, then by lock period
  };

  bool count_cells(std::size_t cells, const Place& place);
  std::optional<std::string> read_name(const Cell& cell);
  ProductDraft* product(const Cell& code);
  bool may_follow(const ProductDraft& product, Rate rate, const Place& place);
  GridCell<Price> read_price(const Cell& cell);
  void finish_products(const Place& place);
  void finish_tables();

  lending_detail::FaultList& faults_;
  RateSheet sheet_;
  std::map<std::string, ProductDraft, std::less<>> products_;
  std::vector<lending_detail::TableDraft> tables_;
  bool has_table_ = false;       // false too after one that could not begin: its rows are passed over
  bool lock_days_told_ = false;  // they are wrong, which is a fault once and not in every row
  bool full_ = false;
  std::size_t cells_ = 0;
};

}  // namespace ratestack
