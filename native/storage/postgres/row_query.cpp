#include "native/storage/postgres/row_query.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "native/storage/postgres/audit_tables.hpp"

namespace ratestack::postgres {
namespace {

using service::AuditRowRecord;
using service::RowFilter;
using Ids = std::vector<std::uint64_t>;

// Stretches asked for in one statement: one at first, where most answers are; more and more where rows are rare.
constexpr std::uint64_t kMostStretches = 4096;

// Where the log ends; max(id) would look for a row that the reader may see.
constexpr Statement kNewest{"newest", "SELECT last_id FROM audit_heads WHERE log = 'common'"};
constexpr Statement kNewestRows{
    "newest_rows",
    "SELECT id, previous_hash, entry_hash, row FROM common_audit_log WHERE id <= $1 ORDER BY id DESC LIMIT $2"};
constexpr Statement kRowsOf{
    "rows_of",
    "SELECT id, previous_hash, entry_hash, row FROM common_audit_log WHERE id = ANY($1::bigint[]) ORDER BY id DESC"};

bool has_terms(const RowFilter& filter) {
  return filter.org_id || filter.actor_id || filter.action || filter.correlation_id || filter.from || filter.to;
}

/// One statement a set of terms, prepared under a name of its own. OFFSET 0 keeps the order out of the inner select, so
/// that it is answered from the search index of the stretch and not by walking the log backwards.
struct StretchQuery {
  explicit StretchQuery(const RowFilter& filter) {
    std::string where;
    add(where, filter.correlation_id.has_value(), "correlation_id =", "c");
    add(where, filter.org_id.has_value(), "acting_as_org_id =", "o");
    add(where, filter.action.has_value(), "action =", "a");
    add(where, filter.actor_id.has_value(), "actor_id =", "p");
    add(where, filter.from.has_value(), "occurred_at >=", "f");
    add(where, filter.to.has_value(), "occurred_at <", "t");
    sql =
        "SELECT found.id FROM generate_series($1::bigint, $2::bigint, -1) AS wanted (stretch) CROSS JOIN LATERAL "
        "(SELECT id FROM (SELECT id FROM common_audit_log WHERE stretch = wanted.stretch AND id <= $3::bigint" +
        where + " OFFSET 0) AS matching ORDER BY id DESC LIMIT $4::bigint) AS found ORDER BY found.id DESC LIMIT $4";
  }
  void add(std::string& where, bool wanted, std::string_view condition, std::string_view letter) {
    if (!wanted) return;
    where += " AND " + std::string(condition) + " $" + std::to_string(next_parameter++);
    name += letter;
  }

  std::string name = "stretches_";
  std::string sql;
  int next_parameter = 5;
};

// In the order in which the conditions stand above.
void add_terms(Params& params, const RowFilter& filter) {
  for (const auto* term : {&filter.correlation_id, &filter.org_id, &filter.action, &filter.actor_id}) {
    if (*term) params.add(std::string_view(**term));
  }
  if (filter.from) params.add(*filter.from);
  if (filter.to) params.add(*filter.to);
}

// Walks the stretches from the one that holds `newest` down to the first, until `limit` ids are found.
Result<Ids> find_ids(Connection& connection, const RowFilter& filter, std::uint64_t newest, std::size_t limit,
                     Deadline deadline) {
  const StretchQuery query(filter);
  Ids ids;
  std::uint64_t stretches = 1;
  for (std::uint64_t end = (newest >> kStretchBits) + 1; end > 0 && ids.size() < limit;) {
    const std::uint64_t first = end - std::min(end, stretches);
    Params params;
    params.add(end - 1).add(first).add(newest).add(std::uint64_t{limit - ids.size()});
    add_terms(params, filter);
    auto rows = connection.run({query.name, query.sql}, params, deadline);
    if (!rows) return rows.error();
    for (int i = 0; i < rows->size(); ++i) ids.push_back(rows->count(i, 0));
    end = first;
    stretches = std::min(stretches * 8, kMostStretches);
  }
  return ids;
}

std::vector<AuditRowRecord> take_records(const Rows& rows) {
  std::vector<AuditRowRecord> records;
  records.reserve(static_cast<std::size_t>(rows.size()));
  for (int i = 0; i < rows.size(); ++i) records.push_back(take_record(rows, i));
  return records;
}

Result<Rows> read_rows(Connection& connection, const Ids& ids, Deadline deadline) {
  ArrayParam list(ArrayParam::Of::bigint, ids.size(), sizeof(std::int64_t));
  for (const std::uint64_t id : ids) list.add(id);
  return connection.run(kRowsOf, Params().add(std::move(list)), deadline);
}

}  // namespace

Result<std::uint64_t> newest_id(Connection& connection, Deadline deadline) {
  auto rows = connection.run(kNewest, {}, deadline);
  if (!rows) return rows.error();
  return rows->empty() ? 0 : rows->count(0, 0);
}

Result<std::vector<AuditRowRecord>> list_rows(Connection& connection, const RowFilter& filter, std::size_t limit,
                                              Deadline deadline) {
  auto newest = newest_id(connection, deadline);
  if (!newest) return newest.error();
  if (filter.before_id) *newest = std::min(*newest, std::max<std::uint64_t>(*filter.before_id, 1) - 1);
  if (!has_terms(filter)) {
    auto rows = connection.run(kNewestRows, Params().add(*newest).add(std::uint64_t{limit}), deadline);
    if (!rows) return rows.error();
    return take_records(*rows);
  }
  auto ids = find_ids(connection, filter, *newest, limit, deadline);
  if (!ids) return ids.error();
  auto rows = read_rows(connection, *ids, deadline);
  if (!rows) return rows.error();
  return take_records(*rows);
}

}  // namespace ratestack::postgres
