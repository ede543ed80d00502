// Records out of the rows of a statement: the first, or all.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "native/storage/sqlite/statement.hpp"

namespace ratestack::sqlite {

template <typename T>
using Take = Result<T> (*)(const Statement&);

template <typename T>
Result<std::optional<T>> first(Statement& select, Take<T> take) {
  auto row = select.step();
  if (!row) return row.error();
  if (!*row) return std::optional<T>();
  auto record = take(select);
  if (!record) return record.error();
  return std::optional<T>(std::move(*record));
}

template <typename T>
Result<std::vector<T>> all(Statement& select, Take<T> take) {
  std::vector<T> records;
  for (auto record = first(select, take);; record = first(select, take)) {
    if (!record) return record.error();
    if (!*record) return records;
    records.push_back(std::move(**record));
  }
}

}  // namespace ratestack::sqlite
