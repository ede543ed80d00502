#include "native/service/move_tables.hpp"

#include <algorithm>
#include <functional>

namespace ratestack::service {
namespace {

using OnPage = std::function<Result<void>(const std::vector<TableRow>&)>;

TableRow key_of(const MovedTable& table, const TableRow& row) {
  return {row.begin(), row.begin() + static_cast<std::ptrdiff_t>(table.key_columns)};
}

Result<void> for_each_page(const MovedTable& table, Store& store, const OnPage& visit) {
  TableRow after;
  for (;;) {
    const auto read = store.read_table(table, after, table.page);
    if (!read) return read.error();
    const std::vector<TableRow>& page = read.value();
    if (page.empty()) return {};
    if (auto visited = visit(page); !visited) return visited;
    after = key_of(table, page.back());
  }
}

Result<std::vector<TableRow>> keys_in(const MovedTable& table, Store& store) {
  std::vector<TableRow> keys;
  auto read = for_each_page(table, store, [&](const std::vector<TableRow>& page) -> Result<void> {
    for (const TableRow& row : page) keys.push_back(key_of(table, row));
    return {};
  });
  if (!read) return read.error();
  return keys;
}

}  // namespace

Result<void> move_tables(Store& from, Store& to) {
  for (const MovedTable& table : kMovedTables) {
    auto moved = for_each_page(table, from, [&](const std::vector<TableRow>& page) {
      return to.transact([&](WriteTransaction& transaction) { return transaction.insert_missing(table, page); });
    });
    if (!moved) return moved;
  }
  return {};
}

Result<bool> holds_no_other_rows(const MovedTable& table, Store& from, Store& to) {
  const auto source = keys_in(table, from);
  if (!source) return source.error();
  const auto target = keys_in(table, to);
  if (!target) return target.error();
  const auto &ours = source.value(), &there = target.value();
  return std::all_of(there.begin(), there.end(),
                     [&](const TableRow& key) { return std::find(ours.begin(), ours.end(), key) != ours.end(); });
}

}  // namespace ratestack::service
