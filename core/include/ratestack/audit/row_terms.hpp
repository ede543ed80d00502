// What lists filter by, read out of a row's text: the measure for the search columns that a database keeps beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ratestack {

/// Strings as they stand between their quotes, escapes unresolved: views into the text.
struct RowTerms {
  std::string_view acting_as_org_id, action;
  std::string_view actor_id;  // empty for null
  std::string_view correlation_id, occurred_at;
  std::uint64_t org_seq = 0;
};

/// Reads the front of a row; `text` is the canonical text of a row of schema 1 (examine_rows found no fault in it).
/// Nothing where that does not hold; what follows `org_seq` is not looked at.
[[nodiscard]] std::optional<RowTerms> read_row_terms(std::string_view text) noexcept;

}  // namespace ratestack
