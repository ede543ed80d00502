#include "native/storage/sqlite/row_query.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "native/storage/sqlite/audit_tables.hpp"
#include "native/storage/sqlite/transaction.hpp"

namespace ratestack::sqlite {
namespace {

using service::AuditRowRecord;
using service::RowFilter;
using Ids = std::vector<std::uint64_t>;

bool has_terms(const RowFilter& filter) {
  return filter.org_id || filter.actor_id || filter.action || filter.correlation_id || filter.from || filter.to;
}

void add(std::string& sql, bool wanted, std::string_view condition) {
  if (wanted) sql += condition;
}

// Matching ids of one stretch. Which index serves is said, not guessed: without statistics the planner may err.
std::string stretch_query(const RowFilter& filter) {
  std::string sql = "SELECT id FROM common_audit_log INDEXED BY ";
  sql += filter.correlation_id ? "common_audit_log_by_correlation" : "common_audit_log_by_terms";
  sql += " WHERE (id >> 10) = ? AND id <= ?";
  add(sql, filter.correlation_id.has_value(), " AND correlation_id = ?");
  add(sql, filter.org_id.has_value(), " AND acting_as_org_id = ?");
  add(sql, filter.action.has_value(), " AND action = ?");
  add(sql, filter.actor_id.has_value(), " AND actor_id = ?");
  add(sql, filter.from.has_value(), " AND occurred_at >= ?");
  add(sql, filter.to.has_value(), " AND occurred_at < ?");
  return sql + " ORDER BY id DESC LIMIT ?";
}

// In the order in which the conditions stand above.
void bind_terms(Statement& select, const RowFilter& filter) {
  for (const auto* term : {&filter.correlation_id, &filter.org_id, &filter.action, &filter.actor_id}) {
    if (*term) select.bind(std::string_view(**term));
  }
  if (filter.from) select.bind(*filter.from);
  if (filter.to) select.bind(*filter.to);
}

Result<void> collect(Statement& select, Ids& ids) {
  for (auto row = select.step(); !row || *row; row = select.step()) {
    if (!row) return row.error();
    ids.push_back(select.count(0));
  }
  return {};
}

// Walks the stretches from the one that holds `newest` down to the first, until `limit` ids are found.
Result<Ids> find_ids(Connection& connection, const RowFilter& filter, std::uint64_t newest, std::size_t limit) {
  auto select = connection.prepare(stretch_query(filter));
  if (!select) return select.error();
  Ids ids;
  for (std::uint64_t stretch = (newest >> kStretchBits) + 1; stretch-- > 0 && ids.size() < limit;) {
    select->rewind();
    select->bind(stretch).bind(newest);
    bind_terms(*select, filter);
    select->bind(std::uint64_t{limit - ids.size()});
    if (auto done = collect(*select, ids); !done) return done.error();
  }
  return ids;
}

// Without terms the newest ids are the answer.
Result<Ids> newest_ids(Connection& connection, std::uint64_t newest, std::size_t limit) {
  auto select = connection.prepare("SELECT id FROM common_audit_log WHERE id <= ? ORDER BY id DESC LIMIT ?");
  if (!select) return select.error();
  Ids ids;
  if (auto done = collect(select->bind(newest).bind(std::uint64_t{limit}), ids); !done) return done.error();
  return ids;
}

Result<std::vector<AuditRowRecord>> read_rows(Connection& connection, const Ids& ids) {
  std::vector<AuditRowRecord> rows;
  rows.reserve(ids.size());
  for (const std::uint64_t id : ids) {
    auto row = read_row(connection, id);
    if (!row) return row.error();
    if (*row) rows.push_back(std::move(**row));
  }
  return rows;
}

}  // namespace

Result<std::uint64_t> last_id(Connection& connection) {
  auto select = connection.prepare("SELECT ifnull(max(id), 0) FROM common_audit_log");
  if (!select) return select.error();
  auto row = select->step();
  if (!row) return row.error();
  return select->count(0);
}

Result<std::vector<AuditRowRecord>> list_rows(Connection& connection, const RowFilter& filter, std::size_t limit) {
  auto snapshot = Snapshot::begin(connection);
  if (!snapshot) return snapshot.error();
  auto newest = last_id(connection);
  if (!newest) return newest.error();
  if (filter.before_id) *newest = std::min(*newest, std::max<std::uint64_t>(*filter.before_id, 1) - 1);
  auto ids = has_terms(filter) ? find_ids(connection, filter, *newest, limit) : newest_ids(connection, *newest, limit);
  if (!ids) return ids.error();
  return read_rows(connection, *ids);
}

}  // namespace ratestack::sqlite
