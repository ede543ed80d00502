#include "ratestack/lending/rate_sheet.hpp"

#include <algorithm>

namespace ratestack {
namespace {

// RFC 4180 section 2, rules 6 and 7.
void append_text(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

template <typename T>
void append_cell(std::string& out, GridCell<T> cell) {
  out += ',';
  out += cell.offered() ? print_decimal(cell.units(), T::kForm) : "NA";
}

void append_product(std::string& out, const SheetProduct& product) {
  const std::size_t rates = product.rates.size();
  for (std::size_t rate = 0; rate < rates; ++rate) {
    out += product.code + ',' + product.rates[rate].to_text();
    for (std::size_t at = rate; at < product.prices.size(); at += rates) append_cell(out, product.prices[at]);
    out += "\r\n";
  }
}

void append_scope(std::string& out, const AdjustmentTable& table, std::span<const SheetProduct> products) {
  if (!table.products.empty()) {
    out += "for,product";
    for (const std::uint16_t product : table.products) out += ',' + products[product].code;
    out += "\r\n";
  }
  if (table.purposes.empty()) return;
  out += "for,purpose";
  for (const Purpose purpose : table.purposes) out.append(1, ',').append(to_string(purpose));
  out += "\r\n";
}

void append_table(std::string& out, const AdjustmentTable& table, std::span<const SheetProduct> products) {
  out.append("\r\ntable,").append(to_string(table.kind)).append(1, ',');
  append_text(out, table.name);
  out += "\r\n";
  append_scope(out, table, products);
  if (const auto axis = column_axis(table.kind)) {
    out += "fico";
    for (const Band& band : table.columns) out += ',' + to_text(*axis, band);
    out += "\r\n";
  }
  const std::size_t width = std::max<std::size_t>(1, table.columns.size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    out += to_text(row_axis(table.kind), table.rows[row]);
    for (std::size_t column = 0; column < width; ++column) append_cell(out, table.cells[row * width + column]);
    out += "\r\n";
  }
}

}  // namespace

std::size_t RateSheet::cell_count() const noexcept {
  std::size_t count = 0;
  for (const SheetProduct& product : products_) count += product.prices.size();
  for (const AdjustmentTable& table : tables_) count += table.cells.size();
  return count;
}

std::string RateSheet::to_csv() const {
  std::string out = "ratesheet,1,";
  append_text(out, name_);
  out += "\r\n\r\nproduct,rate";
  for (const LockDays days : lock_days_) out += ',' + days.to_text();
  out += "\r\n";
  for (const SheetProduct& product : products_) append_product(out, product);
  for (const AdjustmentTable& table : tables_) append_table(out, table, products_);
  return out;
}

}  // namespace ratestack
