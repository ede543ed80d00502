// Organisations out of a row of either database.
#pragma once

#include <optional>

#include "native/service/moved_tables.hpp"
#include "native/service/record_text.hpp"

namespace ratestack::storage {

/// NULL is all of a ceiling; an empty text nothing at all.
template <typename Row>
std::optional<CapabilitySet> take_enabled(const Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return service::parse_capability_names(row.text(column));
}

inline service::Cell enabled_cell(const std::optional<CapabilitySet>& enabled) {
  service::Cell cell;
  if (enabled) cell.value = service::capability_names(*enabled);
  return cell;
}

inline constexpr auto kTakeOrg = [](const auto& row) {
  return service::make_org(
      {row.text(0), row.text(1), row.text(2), row.time(3), take_enabled(row, 4), row.optional_time(5)});
};

}  // namespace ratestack::storage
