#include "lending/csv_reader.hpp"

#include <algorithm>

#include "ratestack/encoding/utf8.hpp"
#include "ratestack/lending/rate_sheet.hpp"

namespace ratestack::lending_detail {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

constexpr bool is_blank(char c) noexcept { return c == ' ' || c == '\t'; }

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

CsvReader::CsvReader(std::string_view text, FaultList& faults) noexcept : rest_(text), faults_(faults) {
  if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
}

bool CsvReader::next_row(std::vector<Cell>& row) {
  row.clear();
  while (!rest_.empty() && row.empty()) {
    if (rest_.front() == '#') {
      pass_line();
      continue;
    }
    read_row(row);
    while (!row.empty() && row.back().text.empty() && !row.back().broken) row.pop_back();
  }
  return !row.empty();
}

void CsvReader::read_row(std::vector<Cell>& row) {
  for (std::uint32_t column = 1;; ++column) {
    const Cell cell = read_cell(column);
    if (row.size() < SheetLimits::kMaxRowCells) {
      row.push_back(cell);
    } else if (!cell.text.empty()) {
      faults_.add(SheetFaultCode::surplus_cell, cell.place);
      return pass_line();
    }
    if (rest_.empty() || take_line_end()) return;
    rest_.remove_prefix(1);  // the comma
  }
}

Cell CsvReader::read_cell(std::uint32_t column) {
  Cell cell{{}, {line_, column, nullptr}};
  pass_blanks();
  cell.text = trim(rest_.starts_with('"') ? quoted(cell) : unquoted(cell));
  if (!cell.broken && find_invalid_utf8(cell.text) != cell.text.size()) fail(cell, SheetFaultCode::invalid_text);
  return cell;
}

// RFC 4180 section 2, rule 5: no quotes within a cell that is not quoted as a whole.
std::string_view CsvReader::unquoted(Cell& cell) {
  const std::size_t end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
  std::string_view text = rest_.substr(0, end);
  rest_.remove_prefix(end);
  if (text.find('"') != std::string_view::npos) fail(cell, SheetFaultCode::malformed_csv);
  if (rest_.empty() || rest_.front() == ',' || at_line_end()) return text;
  fail(cell, SheetFaultCode::malformed_csv);  // a carriage return by itself
  pass_rest_of_cell();
  return text;
}

// Rules 6 and 7: commas and line breaks may stand within quotes, and two quotes are one.
std::string_view CsvReader::quoted(Cell& cell) {
  std::size_t at = 1;
  bool doubled = false;
  for (;; at += 2, doubled = true) {
    at = rest_.find('"', at);
    if (at == std::string_view::npos || rest_.substr(at + 1, 1) != "\"") break;
  }
  const std::string_view inside = rest_.substr(1, std::min(at, rest_.size()) - 1);
  line_ += static_cast<std::uint32_t>(std::count(inside.begin(), inside.end(), '\n'));
  rest_.remove_prefix(std::min(rest_.size(), at == std::string_view::npos ? at : at + 1));
  if (at == std::string_view::npos) return fail(cell, SheetFaultCode::malformed_csv), inside;
  pass_blanks();
  if (!rest_.empty() && rest_.front() != ',' && !at_line_end()) {
    fail(cell, SheetFaultCode::malformed_csv);
    pass_rest_of_cell();
  }
  if (!doubled) return inside;
  std::string& text = unescaped_.emplace_back();
  text.reserve(inside.size());
  for (std::size_t i = 0; i < inside.size(); ++i) {
    text += inside[i];
    if (inside[i] == '"') ++i;
  }
  return text;
}

void CsvReader::fail(Cell& cell, SheetFaultCode code) {
  if (!cell.broken) faults_.add(code, cell.place);
  cell.broken = true;
}

void CsvReader::pass_line() {
  rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
  take_line_end();
}

void CsvReader::pass_rest_of_cell() { rest_.remove_prefix(std::min(rest_.find_first_of(",\n"), rest_.size())); }

void CsvReader::pass_blanks() {
  while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
}

bool CsvReader::at_line_end() const noexcept { return rest_.starts_with('\n') || rest_.starts_with("\r\n"); }

bool CsvReader::take_line_end() noexcept {
  if (!at_line_end()) return false;
  rest_.remove_prefix(rest_.front() == '\r' ? 2 : 1);
  ++line_;
  return true;
}

}  // namespace ratestack::lending_detail
