// Statements over any table of a register, made from its names.
#pragma once

#include <map>
#include <string>

#include "native/service/identity/table_rows.hpp"
#include "native/storage/shared/named_sql.hpp"

namespace ratestack::storage {

/// Of one table: its first page, the page behind a key, and a row that is not there yet.
struct TableSql {
  struct Text {
    std::string name, sql;
    [[nodiscard]] NamedSql statement() const { return {name, sql}; }
  };
  Text first, behind, insert;
};

namespace table_sql_detail {

inline std::string names_of(std::span<const service::TableColumn> columns) {
  std::string names;
  for (const auto& column : columns) names += (names.empty() ? "" : ", ") + std::string(column.name);
  return names;
}

inline std::string parameters(std::size_t count) {
  std::string list;
  for (std::size_t i = 1; i <= count; ++i) list += (i == 1 ? "$" : ", $") + std::to_string(i);
  return list;
}

inline TableSql make(const service::MovedTable& table) {
  const std::string name(table.name), columns = names_of(table.columns),
                                      key = names_of(table.columns.first(table.key_columns));
  const std::string select = "SELECT " + columns + " FROM " + name;
  const std::string order = " ORDER BY " + key + " LIMIT $";
  return {{"first_" + name, select + order + "1"},
          {"behind_" + name, select + " WHERE (" + key + ") > (" + parameters(table.key_columns) + ")" + order +
                                 std::to_string(table.key_columns + 1)},
          {"insert_missing_" + name, "INSERT INTO " + name + " (" + columns + ") VALUES (" +
                                         parameters(table.columns.size()) + ") ON CONFLICT DO NOTHING"}};
}

}  // namespace table_sql_detail

/// Made once; lives as long as the program.
inline const TableSql& sql_of(const service::MovedTable& table) {
  static const std::map<std::string, TableSql, std::less<>> kAll = [] {
    std::map<std::string, TableSql, std::less<>> all;
    for (const auto& each : service::identity_tables()) all.emplace(each.name, table_sql_detail::make(each));
    return all;
  }();
  return kAll.find(table.name)->second;
}

/// Takes a row of the table's columns.
class TakeTableRow {
 public:
  explicit TakeTableRow(const service::MovedTable& table) : table_(&table) {}

  template <typename Row>
  Result<service::TableRow> operator()(const Row& row) const {
    service::TableRow cells;
    for (std::size_t i = 0; i < table_->columns.size(); ++i) cells.push_back(cell(row, static_cast<int>(i)));
    return cells;
  }

 private:
  template <typename Row>
  [[nodiscard]] service::Cell cell(const Row& row, int column) const {
    switch (table_->columns[static_cast<std::size_t>(column)].kind) {
      case service::CellKind::text:
        return std::string(row.text(column));
      case service::CellKind::digest:
        return row.digest(column);
      case service::CellKind::integer:
        break;
    }
    const auto value = row.optional_time(column);
    return value ? service::Cell(value->micros()) : service::Cell();
  }

  const service::MovedTable* table_;
};

/// Binds a cell by whatever `bind(value)` does.
template <typename Bind>
void bind_cell(const service::Cell& cell, const Bind& bind) {
  if (const auto* text = std::get_if<std::string>(&cell)) return bind(std::string_view(*text));
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return bind(*number);
  if (const auto* digest = std::get_if<Digest>(&cell)) return bind(*digest);
  bind(std::optional<Timestamp>());
}

}  // namespace ratestack::storage
