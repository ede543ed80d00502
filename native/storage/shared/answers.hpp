// What the rows of a statement answer.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "native/service/identity/identity_store.hpp"

namespace ratestack::storage {

/// The first, or none.
template <typename T>
Result<std::optional<T>> one(Result<std::vector<T>> records) {
  if (!records) return records.error();
  if (records.value().empty()) return std::optional<T>();
  return std::optional<T>(std::move(records.value().front()));
}

/// One record out of rows that repeat it with a membership each.
template <typename T>
Result<std::optional<T>> joined(Result<std::vector<T>> rows) {
  if (!rows) return rows.error();
  if (rows.value().empty()) return std::optional<T>();
  T record = std::move(rows.value().front());
  for (std::size_t i = 1; i < rows.value().size(); ++i) {
    for (auto& membership : rows.value()[i].memberships) record.memberships.push_back(std::move(membership));
  }
  return std::optional<T>(std::move(record));
}

/// Of a statement that answers a row to the one that won.
template <typename T>
Result<service::Spent> spent(const Result<std::vector<T>>& rows) {
  if (!rows) return rows.error();
  return rows.value().empty() ? service::Spent::before : service::Spent::now;
}

/// Of a statement that answers a row where there was something to change.
template <typename T>
Result<void> must(const Result<std::vector<T>>& rows) {
  if (!rows) return rows.error();
  if (rows.value().empty()) return Error(service::StoreError::not_found);
  return {};
}

}  // namespace ratestack::storage
