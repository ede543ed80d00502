// Records out of an answer: the first, or all.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "native/storage/postgres/rows.hpp"
#include "ratestack/base/result.hpp"

namespace ratestack::postgres {

template <typename T>
using TakeRow = Result<T> (*)(const Rows&, int);

template <typename T>
Result<std::vector<T>> take_all(const Result<Rows>& rows, TakeRow<T> take) {
  if (!rows) return rows.error();
  std::vector<T> records;
  records.reserve(static_cast<std::size_t>(rows->size()));
  for (int i = 0; i < rows->size(); ++i) {
    auto record = take(*rows, i);
    if (!record) return record.error();
    records.push_back(std::move(record.value()));
  }
  return records;
}

template <typename T>
Result<std::optional<T>> take_first(const Result<Rows>& rows, TakeRow<T> take) {
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<T>();
  auto record = take(*rows, 0);
  if (!record) return record.error();
  return std::optional<T>(std::move(record.value()));
}

}  // namespace ratestack::postgres
