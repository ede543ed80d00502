#include "native/storage/postgres/row_count_query.hpp"

#include <algorithm>

#include "native/storage/postgres/row_query.hpp"

namespace ratestack::postgres {
namespace {

using service::CountFilter;
using service::RowCounter;

// One statement for all stretches, each answered from the search index; the second is an organisation's. A row of
// ACCESS_DENIED stands for more denials than itself: its text is looked at, and a quotation mark within a string of
// JSON is escaped, so what is found can only be the member's name.
#define RATESTACK_COUNTS(condition)                                                                               \
  "SELECT found.action, found.step, sum(found.events)::bigint, min(wanted.stretch) "                              \
  "FROM generate_series($1::bigint, $2::bigint, -1) AS wanted (stretch) CROSS JOIN LATERAL "                      \
  "(SELECT action, (occurred_at - $3::bigint) / $4::bigint AS step, CASE WHEN action = 'ACCESS_DENIED' THEN 1 + " \
  "coalesce(substring(row from '\"unsaid_before\":([0-9]{1,15})')::bigint, 0) ELSE 1 END AS events "              \
  "FROM common_audit_log WHERE stretch = wanted.stretch AND action = ANY($5::text[]) AND occurred_at >= $3 "      \
  "AND occurred_at < $6::bigint" condition " OFFSET 0) AS found GROUP BY found.action, found.step"

constexpr Statement kCounts{"counts", RATESTACK_COUNTS("")};
constexpr Statement kOrgCounts{"org_counts", RATESTACK_COUNTS(" AND acting_as_org_id = $7")};

#undef RATESTACK_COUNTS

Params params_of(const CountFilter& filter, std::uint64_t first, std::uint64_t last) {
  ArrayParam actions(ArrayParam::Of::text, filter.actions.size(), 32);
  for (const std::string& action : filter.actions) actions.add(std::string_view(action));
  Params params;
  params.add(last).add(first).add(filter.from).add(filter.step_micros).add(std::move(actions)).add(filter.to);
  if (filter.org_id) params.add(std::string_view(*filter.org_id));
  return params;
}

}  // namespace

Result<service::RowCounts> count_rows(Connection& connection, const CountFilter& filter, Deadline deadline) {
  const auto newest = newest_id(connection, deadline);
  if (!newest) return newest.error();
  const std::uint64_t end = (*newest >> kStretchBits) + 1;
  const std::uint64_t first = end - std::min(end, filter.most_stretches);
  const auto rows = connection.run(filter.org_id ? kOrgCounts : kCounts, params_of(filter, first, end - 1), deadline);
  if (!rows) return rows.error();
  RowCounter counter(filter);
  for (int i = 0; i < rows->size(); ++i) {
    counter.add(rows->text(i, 0), rows->count(i, 1), rows->count(i, 2), rows->count(i, 3));
  }
  return counter.counts(first == 0 ? RowCounter::Rest::none : RowCounter::Rest::unread);
}

}  // namespace ratestack::postgres
