// Counting what happened: rows of the audit log by action and by steps of time, newest first, as far back as a bound on
// the work allows.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ratestack/base/time.hpp"

namespace ratestack::service {

/// Stretches of 1024 rows, from the log's end, that one count walks at most: 2.1 million rows.
inline constexpr std::uint64_t kMostCountedStretches = 2048;

struct CountFilter {
  std::optional<std::string> org_id = {};                // absent: any
  std::vector<std::string> actions;                      // none of them twice
  Timestamp from, to;                                    // occurred_at in [from, to)
  std::int64_t step_micros = 1;                          // steps begin at `from`
  std::uint64_t most_stretches = kMostCountedStretches;  // at least 1
};

/// `count` is of events, and never 0: a row of ACCESS_DENIED stands for the denials, too, that it says were not written
/// down before it.
struct RowCount {
  std::string action;
  Timestamp start;
  std::uint64_t count = 0;
  friend bool operator==(const RowCount&, const RowCount&) = default;
};

struct RowCounts {
  std::vector<RowCount> items;  // by action, then by time
  /// Steps that begin here or later are complete: `from`, unless the bound left older rows unread. Those were recorded
  /// earlier than what was read, and it is of the events that are recorded as they happen that this speaks.
  Timestamp complete_from;
};

/// Gathers what a store finds. Stretches are numbered upwards.
class RowCounter {
 public:
  explicit RowCounter(const CountFilter& filter) : filter_(filter) {}

  /// `events` of `action` in the step of this number; the oldest row among them lies in stretch `oldest`.
  void add(std::string_view action, std::uint64_t step, std::uint64_t events, std::uint64_t oldest);
  /// `unread`: whether stretches were left out.
  enum class Rest { none, unread };
  [[nodiscard]] RowCounts counts(Rest rest) const;

 private:
  [[nodiscard]] Timestamp start_of(std::uint64_t step) const;
  [[nodiscard]] Timestamp complete_from() const;

  const CountFilter& filter_;
  std::map<std::pair<std::string, std::uint64_t>, std::uint64_t> counts_;
  // Of the oldest stretch with a row that counts: its number, and the last step that such a row lies in.
  std::optional<std::pair<std::uint64_t, std::uint64_t>> oldest_;
};

}  // namespace ratestack::service
