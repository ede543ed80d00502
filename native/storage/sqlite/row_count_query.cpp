#include "native/storage/sqlite/row_count_query.hpp"

#include <string>

#include "native/storage/sqlite/row_query.hpp"
#include "native/storage/sqlite/transaction.hpp"
#include "ratestack/audit/platform_action.hpp"

namespace ratestack::sqlite {
namespace {

using service::CountFilter;
using service::RowCounter;

// How many more denials than itself a row stands for. The text is looked at, and the row read, for denials alone. A
// quotation mark within a string of JSON is escaped, so what is found can only be the member's name; what follows it is
// taken as far as it is digits.
std::string unsaid_sql() {
  constexpr std::string_view kMember = "'\"unsaid_before\":'";
  std::string sql = "CASE WHEN action = '" + std::string(kAccessDenied) + "' AND instr(row, ";
  sql += kMember;
  sql += ") > 0 THEN max(0, CAST(substr(row, instr(row, ";
  sql += kMember;
  return sql += ") + 16) AS INTEGER)) ELSE 0 END";
}

void bind_filter(Statement& select, const CountFilter& filter) {
  for (const std::string& action : filter.actions) select.bind(std::string_view(action));
  select.bind(filter.from).bind(filter.to);
  if (filter.org_id) select.bind(std::string_view(*filter.org_id));
}

Result<void> count_stretch(Statement& select, const CountFilter& filter, std::uint64_t stretch, RowCounter& counter) {
  for (auto row = select.step(); !row || *row; row = select.step()) {
    if (!row) return row.error();
    const std::int64_t step = (select.integer(1) - filter.from.micros()) / filter.step_micros;
    counter.add(select.text(0), static_cast<std::uint64_t>(step), 1 + select.count(2), stretch);
  }
  return {};
}

// Which index serves is said, as for lists: the one that holds every term.
std::string count_statement(const CountFilter& filter) {
  std::string sql = "SELECT action, occurred_at, " + unsaid_sql() +
                    " FROM common_audit_log INDEXED BY common_audit_log_by_terms WHERE (id >> 10) = ? AND action IN (";
  for (std::size_t i = 0; i < filter.actions.size(); ++i) sql += i == 0 ? "?" : ", ?";
  sql += ") AND occurred_at >= ? AND occurred_at < ?";
  return filter.org_id ? sql + " AND acting_as_org_id = ?" : sql;
}

}  // namespace

Result<service::RowCounts> count_rows(Connection& connection, const CountFilter& filter) {
  auto snapshot = Snapshot::begin(connection);
  if (!snapshot) return snapshot.error();
  const auto newest = last_id(connection);
  if (!newest) return newest.error();
  auto select = connection.prepare(count_statement(filter));
  if (!select) return select.error();
  RowCounter counter(filter);
  std::uint64_t end = (*newest >> kStretchBits) + 1;
  const std::uint64_t unread = end - std::min(end, filter.most_stretches);
  for (; end > unread; --end) {
    select->rewind();
    select->bind(end - 1);
    bind_filter(*select, filter);
    if (auto done = count_stretch(*select, filter, end - 1, counter); !done) return done.error();
  }
  return counter.counts(unread == 0 ? RowCounter::Rest::none : RowCounter::Rest::unread);
}

}  // namespace ratestack::sqlite
