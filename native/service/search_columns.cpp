#include "native/service/search_columns.hpp"

#include <algorithm>

#include "ratestack/audit/row_terms.hpp"

namespace ratestack::service {
namespace {

// `raw` stands between quotes in canonical text. Most values need no escape and are compared where they are.
bool says(std::string_view raw, std::string_view column) {
  if (raw.find('\\') == std::string_view::npos) return raw == column;
  std::string quoted;
  append_canonical_string(quoted, column);
  return std::string_view(quoted).substr(1, quoted.size() - 2) == raw;
}

bool says(std::string_view raw, Timestamp column) { return raw == column.to_text(); }

}  // namespace

std::optional<std::string_view> column_that_differs(const SearchColumns& columns, std::string_view text) {
  const auto terms = read_row_terms(text);
  if (!terms) return "row";
  if (!says(terms->acting_as_org_id, columns.acting_as_org_id)) return "acting_as_org_id";
  if (terms->org_seq != columns.org_seq) return "org_seq";
  if (!says(terms->actor_id, columns.actor_id)) return "actor_id";
  if (!says(terms->action, columns.action)) return "action";
  if (!says(terms->correlation_id, columns.correlation_id)) return "correlation_id";
  if (!says(terms->occurred_at, columns.occurred_at)) return "occurred_at";
  return std::nullopt;
}

}  // namespace ratestack::service
