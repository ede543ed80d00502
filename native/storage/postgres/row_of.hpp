// One row of an answer, by the names that the records of storage/shared are taken by.
#pragma once

#include "native/storage/postgres/rows.hpp"

namespace ratestack::postgres {

/// Views live as long as the rows.
struct RowOf {
  const Rows& rows;
  int row;

  [[nodiscard]] std::string_view text(int column) const { return rows.text(row, column); }
  [[nodiscard]] bool is_null(int column) const { return rows.is_null(row, column); }
  [[nodiscard]] std::string_view blob(int column) const { return rows.text(row, column); }
  [[nodiscard]] std::int64_t integer(int column) const { return rows.integer(row, column); }
  [[nodiscard]] std::uint64_t count(int column) const { return rows.count(row, column); }
  [[nodiscard]] Digest digest(int column) const { return rows.digest(row, column); }
  [[nodiscard]] Timestamp time(int column) const { return rows.time(row, column); }
  [[nodiscard]] std::optional<Timestamp> optional_time(int column) const { return rows.optional_time(row, column); }
};

}  // namespace ratestack::postgres
