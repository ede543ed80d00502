#include "lending/sheet_builder.hpp"

#include <algorithm>

namespace ratestack {
namespace {

constexpr bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
constexpr bool is_code_start(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
constexpr bool is_code_part(char c) noexcept { return is_code_start(c) || c == '.' || c == '_' || c == '-'; }

bool is_product_code(std::string_view code) noexcept {
  return !code.empty() && code.size() <= SheetLimits::kMaxProductBytes && is_code_start(code.front()) &&
         std::all_of(code.begin(), code.end(), is_code_part);
}

// Spreadsheets take a cell that begins like this for a formula, and ours are opened in them.
bool looks_like_formula(std::string_view text) noexcept {
  return std::string_view("=+-@").find(text.front()) != std::string_view::npos;
}

}  // namespace

void SheetBuilder::set_name(const Cell& cell) {
  if (auto name = read_name(cell)) sheet_.name_ = std::move(*name);
}

std::optional<std::string> SheetBuilder::read_name(const Cell& cell) {
  if (cell.broken) return std::nullopt;
  const std::string_view text = cell.text;
  const bool good = !text.empty() && text.size() <= SheetLimits::kMaxNameBytes && !looks_like_formula(text) &&
                    text.front() != ' ' && text.back() != ' ' && std::none_of(text.begin(), text.end(), is_control);
  if (good) return std::string(text);
  faults_.add(SheetFaultCode::bad_name, cell.place);
  return std::nullopt;
}

void SheetBuilder::set_lock_days(std::span<const Cell> cells, const Place& place) {
  const bool again = !sheet_.lock_days_.empty() || lock_days_told_;
  std::vector<LockDays> days;
  days.reserve(cells.size());
  bool good = true;
  for (const Cell& cell : cells) {
    const auto number = lending_detail::read_number<LockDays>(cell, faults_);
    good = good && number;
    if (!number) continue;
    const bool ascending = days.empty() || days.back() < *number;
    if (!ascending) faults_.add(SheetFaultCode::lock_days_not_ascending, cell.place);
    good = good && ascending;
    days.push_back(*number);
  }
  if (cells.empty()) faults_.add(SheetFaultCode::missing_cell, place);
  if (!good || days.empty()) {
    lock_days_told_ = true;
  } else if (!again) {
    sheet_.lock_days_ = std::move(days);
  } else if (!lock_days_told_ && days != sheet_.lock_days_) {
    faults_.add(SheetFaultCode::inconsistent_lock_days, place);
  }
}

bool SheetBuilder::count_cells(std::size_t cells, const Place& place) {
  cells_ += cells;
  if (cells_ <= SheetLimits::kMaxCells) return true;
  if (!full_) faults_.add(SheetFaultCode::too_many_cells, place);
  full_ = true;
  return false;
}

SheetBuilder::ProductDraft* SheetBuilder::product(const Cell& code) {
  if (code.broken) return nullptr;
  const auto found = products_.find(code.text);
  if (found != products_.end()) return &found->second;
  if (!is_product_code(code.text)) return faults_.add(SheetFaultCode::bad_product, code.place), nullptr;
  if (products_.size() == SheetLimits::kMaxProducts) {
    return faults_.add(SheetFaultCode::too_many_products, code.place), nullptr;
  }
  return &products_.emplace(std::string(code.text), ProductDraft{}).first->second;
}

bool SheetBuilder::may_follow(const ProductDraft& product, Rate rate, const Place& place) {
  if (product.rates.empty() || product.rates.back() < rate) return true;
  const bool same = product.rates.back() == rate;
  faults_.add(same ? SheetFaultCode::duplicate_cell : SheetFaultCode::rate_not_ascending, place);
  return false;
}

GridCell<Price> SheetBuilder::read_price(const Cell& cell) {
  if (!cell.broken && cell.text == lending_detail::kNotOffered) return {};
  const auto price = lending_detail::read_number<Price>(cell, faults_);
  if (!price) return {};
  if (price->units() > 0 && price->units() <= SheetLimits::kMaxPriceUnits) return GridCell<Price>(*price);
  faults_.add(SheetFaultCode::out_of_range, cell.place);
  return {};
}

void SheetBuilder::add_rates(std::span<const Cell> row, const Place& place) {
  if (row.size() < 2) return faults_.add(SheetFaultCode::missing_cell, lending_detail::place_after(row, place));
  const std::size_t width = lock_days_told_ ? row.size() - 2 : sheet_.lock_days_.size();
  if (!count_cells(width, place)) return;
  ProductDraft* const draft = product(row[0]);
  const auto rate = lending_detail::read_number<Rate>(row[1], faults_);
  const auto prices = row.subspan(2);
  if (prices.size() < width) faults_.add(SheetFaultCode::missing_cell, lending_detail::place_after(row, place));
  if (prices.size() > width) faults_.add(SheetFaultCode::surplus_cell, prices[width].place);
  std::vector<GridCell<Price>> cells(width);
  for (std::size_t i = 0; i < std::min(width, prices.size()); ++i) cells[i] = read_price(prices[i]);
  if (draft == nullptr || !rate || !may_follow(*draft, *rate, row[1].place)) return;
  draft->rates.push_back(*rate);
  draft->prices.insert(draft->prices.end(), cells.begin(), cells.end());
}

void SheetBuilder::begin_table(const Cell& kind_cell, const Cell& name_cell, const Place& place) {
  has_table_ = false;
  const auto kind = parse_table_kind(kind_cell.text);
  if (!kind && !kind_cell.broken) faults_.add(SheetFaultCode::unknown_table_kind, kind_cell.place);
  const auto name = read_name(name_cell);
  if (!kind || !name) return;
  if (tables_.size() == SheetLimits::kMaxTables) return faults_.add(SheetFaultCode::too_many_tables, place);
  const auto is_same = [&](const auto& table) { return table.name() == *name; };
  if (std::any_of(tables_.begin(), tables_.end(), is_same)) {
    return faults_.add(SheetFaultCode::duplicate_table, name_cell.place);
  }
  tables_.emplace_back(*kind, *name, place);
  has_table_ = true;
}

void SheetBuilder::set_columns(std::span<const Cell> bands, const Place& place) {
  if (has_table_) tables_.back().set_columns(bands, place, faults_);
}

void SheetBuilder::add_scope_products(std::span<const Cell> codes, const Place& place) {
  // A list of none would read as "all".
  if (codes.empty()) faults_.add(SheetFaultCode::missing_cell, place);
  if (has_table_) tables_.back().add_products(codes);
}

void SheetBuilder::add_scope_purposes(std::span<const Cell> names, const Place& place) {
  if (names.empty()) faults_.add(SheetFaultCode::missing_cell, place);
  if (has_table_) tables_.back().add_purposes(names, faults_);
}

void SheetBuilder::add_table_row(std::span<const Cell> row, const Place& place) {
  if (row.empty()) return faults_.add(SheetFaultCode::missing_cell, place);
  if (!has_table_ || !count_cells(row.size() - 1, place)) return;
  tables_.back().add_row(row, place, faults_);
}

void SheetBuilder::finish_products(const Place& place) {
  if (products_.empty() && faults_.empty()) faults_.add(SheetFaultCode::missing_rates, place);
  const std::size_t locks = sheet_.lock_days_.size();
  sheet_.products_.reserve(products_.size());
  for (auto& [code, draft] : products_) {
    SheetProduct product{code, std::move(draft.rates), {}};
    if (!lock_days_told_) {
      product.prices.reserve(draft.prices.size());
      for (std::size_t lock = 0; lock < locks; ++lock) {
        for (std::size_t rate = 0; rate < product.rates.size(); ++rate) {
          product.prices.push_back(draft.prices[rate * locks + lock]);
        }
      }
    }
    sheet_.products_.push_back(std::move(product));
  }
}

void SheetBuilder::finish_tables() {
  sheet_.tables_.reserve(tables_.size());
  for (auto& table : tables_) sheet_.tables_.push_back(table.finish(sheet_.products_, faults_));
  std::sort(sheet_.tables_.begin(), sheet_.tables_.end(),
            [](const AdjustmentTable& a, const AdjustmentTable& b) { return a.name < b.name; });
}

SheetReading SheetBuilder::finish(const Place& place) {
  finish_products(place);
  finish_tables();
  if (!faults_.empty()) return {std::nullopt, faults_.take()};
  return {std::move(sheet_), {}};
}

}  // namespace ratestack
