// Rows of a CSV text (RFC 4180), as spreadsheets write it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "lending/sheet_cell.hpp"

namespace ratestack::lending_detail {

/// Lines end in CRLF or LF; a byte order mark at the start is passed over; spaces and tabs around a cell do not count.
/// Rows without content and rows that begin with "#" are passed over, and so are empty cells at the end of a row:
/// spreadsheets pad with both.
class CsvReader {
 public:
  /// `text` and `faults` must outlive this.
  CsvReader(std::string_view text, FaultList& faults) noexcept;

  /// False at the end. Cells are views into the text or into this.
  bool next_row(std::vector<Cell>& row);

 private:
  void read_row(std::vector<Cell>& row);
  Cell read_cell(std::uint32_t column);
  std::string_view quoted(Cell& cell);
  std::string_view unquoted(Cell& cell);
  void fail(Cell& cell, SheetFaultCode code);
  void pass_line();
  void pass_rest_of_cell();
  void pass_blanks();
  [[nodiscard]] bool at_line_end() const noexcept;
  bool take_line_end() noexcept;

  std::string_view rest_;
  FaultList& faults_;
  std::uint32_t line_ = 1;
  std::deque<std::string> unescaped_;  // of quoted cells with quotes inside
};

}  // namespace ratestack::lending_detail
