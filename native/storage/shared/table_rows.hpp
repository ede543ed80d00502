// Any table of the move's register, read and written in both databases.
#pragma once

#include <limits>
#include <span>
#include <string>
#include <vector>

#include "native/service/moved_tables.hpp"
#include "native/service/store_error.hpp"
#include "native/storage/shared/named_sql.hpp"

namespace ratestack::storage {

/// The text of a statement over a table of the register, whose names are no one's input.
struct TableSql {
  std::string name, sql;
  [[nodiscard]] NamedSql view() const { return {name, sql}; }
};

/// "a, b, c"
inline std::string names_of(std::span<const service::MovedColumn> columns) {
  std::string names;
  for (const auto& column : columns) names += (names.empty() ? "" : ", ") + std::string(column.name);
  return names;
}

/// "$1, $2, $3"
inline std::string parameters(std::size_t count) {
  std::string out;
  for (std::size_t i = 1; i <= count; ++i) out += (i == 1 ? "$" : ", $") + std::to_string(i);
  return out;
}

inline TableSql page_of(const service::MovedTable& table) {
  const std::string key = names_of(table.key());
  return {"page_of_" + std::string(table.name),
          "SELECT " + names_of(table.columns) + " FROM " + std::string(table.name) + " WHERE (" + key + ") > (" +
              parameters(table.key_columns) + ") ORDER BY " + key + " LIMIT $" + std::to_string(table.key_columns + 1)};
}

// Not ON CONFLICT: a key of the register need not be one that the database knows.
inline TableSql insert_into(const service::MovedTable& table) {
  std::string same;
  for (std::size_t i = 0; i < table.key_columns; ++i) {
    same += (i == 0 ? "" : " AND ") + std::string(table.columns[i].name) + " = $" + std::to_string(i + 1);
  }
  const std::string name(table.name);
  return {"insert_into_" + name, "INSERT INTO " + name + " (" + names_of(table.columns) + ") SELECT " +
                                     parameters(table.columns.size()) + " WHERE NOT EXISTS (SELECT 1 FROM " + name +
                                     " WHERE " + same + ")"};
}

template <typename Row>
service::Cell take_cell(const Row& row, int column, service::ColumnKind kind) {
  if (row.is_null(column)) return {};
  switch (kind) {
    case service::ColumnKind::integer:
      return {row.integer(column)};
    case service::ColumnKind::blob:
      return {service::Blob{std::string(row.blob(column))}};
    case service::ColumnKind::text:
      break;
  }
  return {std::string(row.text(column))};
}

/// What comes before every key.
inline service::TableRow lowest_key(const service::MovedTable& table) {
  service::TableRow key;
  for (const auto& column : table.key()) {
    if (column.kind == service::ColumnKind::integer) {
      key.push_back({std::numeric_limits<std::int64_t>::min()});
    } else if (column.kind == service::ColumnKind::blob) {
      key.push_back({service::Blob{}});
    } else {
      key.push_back({std::string()});
    }
  }
  return key;
}

/// Rows behind the key `after`; from the beginning where it is empty.
template <typename Rows>
Result<std::vector<service::TableRow>> read_table(const Rows& rows, const service::MovedTable& table,
                                                  const service::TableRow& after, std::size_t limit) {
  const auto take = [&](const auto& row) -> Result<service::TableRow> {
    service::TableRow cells;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      cells.push_back(take_cell(row, static_cast<int>(i), table.columns[i].kind));
    }
    return cells;
  };
  return rows.read(page_of(table).view(), take, after.empty() ? lowest_key(table) : after, std::uint64_t{limit});
}

template <typename Rows>
Result<void> insert_missing(const Rows& rows, const service::MovedTable& table,
                            std::span<const service::TableRow> missing) {
  const TableSql insert = insert_into(table);
  for (const service::TableRow& row : missing) {
    if (auto written = rows.write(insert.view(), row); !written) return written;
  }
  return {};
}

}  // namespace ratestack::storage
