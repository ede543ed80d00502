// The CSV form of a rate sheet: what each row is, by its first cell (docs/rate-sheets.md).
#include "lending/csv_reader.hpp"
#include "lending/sheet_builder.hpp"

namespace ratestack {
namespace {

using lending_detail::Cell;
using lending_detail::CsvReader;
using lending_detail::FaultList;
using lending_detail::Place;

constexpr std::string_view kVersion = "1";

class CsvSheet {
 public:
  explicit CsvSheet(std::string_view text) noexcept : rows_(text, faults_), builder_(faults_) {}

  SheetReading read();

 private:
  enum class Section { none, rates, table };

  void take(std::span<const Cell> row);
  bool header(std::span<const Cell> row);
  void rates_header(std::span<const Cell> row);
  void table(std::span<const Cell> row);
  void scope(std::span<const Cell> row);
  void columns(std::span<const Cell> row);
  void data(std::span<const Cell> row);
  void misplaced(const Cell& cell) { faults_.add(SheetFaultCode::misplaced_row, cell.place); }

  FaultList faults_;
  CsvReader rows_;
  SheetBuilder builder_;
  Section section_ = Section::none;
};

SheetReading CsvSheet::read() {
  constexpr Place kStart{1, 1, nullptr};
  std::vector<Cell> row;
  if (!rows_.next_row(row)) {
    faults_.add(SheetFaultCode::missing_header, kStart);
  } else if (header(row)) {
    while (rows_.next_row(row)) take(row);
  }
  return builder_.finish(kStart);
}

// What is no rate sheet, or one of a later form, is not read on: a hundred faults would hide the one that matters.
bool CsvSheet::header(std::span<const Cell> row) {
  if (row[0].broken) return false;
  if (row[0].text != "ratesheet" || row.size() < 3) {
    faults_.add(SheetFaultCode::missing_header, row[0].place);
    return false;
  }
  if (row[1].text != kVersion) {
    if (!row[1].broken) faults_.add(SheetFaultCode::unsupported_version, row[1].place);
    return false;
  }
  builder_.set_name(row[2]);
  if (row.size() > 3) faults_.add(SheetFaultCode::surplus_cell, row[3].place);
  return true;
}

void CsvSheet::take(std::span<const Cell> row) {
  const std::string_view first = row[0].text;
  if (first == "product") return rates_header(row);
  if (first == "table") return table(row);
  if (first == "for") return scope(row);
  if (first == "fico") return columns(row);
  if (first == "ratesheet") return misplaced(row[0]);
  data(row);
}

void CsvSheet::rates_header(std::span<const Cell> row) {
  section_ = Section::rates;
  if (row.size() < 2 || (row[1].text != "rate" && !row[1].broken)) {
    faults_.add(SheetFaultCode::missing_columns, row[0].place);
  }
  builder_.set_lock_days(row.subspan(std::min<std::size_t>(2, row.size())), lending_detail::place_after(row, {}));
}

void CsvSheet::table(std::span<const Cell> row) {
  section_ = Section::table;
  const Place after = lending_detail::place_after(row, {});
  const Cell missing{{}, after, false};
  builder_.begin_table(row.size() > 1 ? row[1] : missing, row.size() > 2 ? row[2] : missing, row[0].place);
  if (row.size() > 3) faults_.add(SheetFaultCode::surplus_cell, row[3].place);
}

void CsvSheet::scope(std::span<const Cell> row) {
  if (section_ != Section::table) return misplaced(row[0]);
  const Place after = lending_detail::place_after(row, {});
  if (row.size() < 2) return faults_.add(SheetFaultCode::missing_cell, after);
  if (row[1].text == "product") return builder_.add_scope_products(row.subspan(2), after);
  if (row[1].text == "purpose") return builder_.add_scope_purposes(row.subspan(2), after);
  if (!row[1].broken) faults_.add(SheetFaultCode::unknown_scope, row[1].place);
}

void CsvSheet::columns(std::span<const Cell> row) {
  if (section_ != Section::table) return misplaced(row[0]);
  builder_.set_columns(row.subspan(1), row[0].place);
}

void CsvSheet::data(std::span<const Cell> row) {
  if (section_ == Section::rates) return builder_.add_rates(row, row[0].place);
  if (section_ == Section::table) return builder_.add_table_row(row, row[0].place);
  if (!row[0].broken) misplaced(row[0]);
}

}  // namespace

SheetReading RateSheet::from_csv(std::string_view text) {
  if (text.size() > SheetLimits::kMaxBytes) {
    return {std::nullopt,
            {{{SheetFaultCode::text_too_large, 1, 1, {}, "limit " + std::to_string(SheetLimits::kMaxBytes)}}}};
  }
  return CsvSheet(text).read();
}

}  // namespace ratestack
