// From the range that a caller names to what must be read, where its chain starts, and where it must end.
#pragma once

#include <optional>

#include "native/service/audit_service.hpp"

namespace ratestack::service {

struct RangePlan {
  ScanRange rows;
  ChainStart start;
  std::optional<StatedHead> head;  // set when the range ends at the end of the log, as the store states it
  bool anchored = true;            // false: the row before the range, which it must continue, is not there

  [[nodiscard]] std::uint64_t positions() const { return rows.to_id + 1 - rows.from_id; }
};

/// Errors: RangeError, and those of the store.
Result<RangePlan> plan_range(Store& store, const LogRange& range);

}  // namespace ratestack::service
