// Values that may be absent: NULL in a column.
#pragma once

#include <optional>
#include <string>

#include "native/service/moved_tables.hpp"
#include "ratestack/base/ids.hpp"

namespace ratestack::storage {

inline service::Cell text_cell(const std::optional<std::string>& text) {
  service::Cell cell;
  if (text) cell.value = *text;
  return cell;
}

template <typename Tag>
service::Cell text_cell(const std::optional<Id<Tag>>& id) {
  service::Cell cell;
  if (id) cell.value = id->text();
  return cell;
}

template <typename Row>
std::optional<std::string> take_optional_text(const Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return std::string(row.text(column));
}

}  // namespace ratestack::storage
