#include "native/storage/sqlite/row_query.hpp"

#include <string>

#include "native/storage/sqlite/audit_tables.hpp"

namespace ratestack::sqlite {
namespace {

using service::AuditRowRecord;
using service::RowFilter;

void add(std::string& sql, bool wanted, std::string_view condition) {
  if (wanted) sql += condition;
}

// Parameters are bound in the order in which their conditions stand here.
std::string query_text(const RowFilter& filter) {
  std::string sql = "SELECT " + std::string(kRowColumns) + " FROM common_audit_log WHERE 1";
  add(sql, filter.org_id.has_value(), " AND acting_as_org_id = ?");
  add(sql, filter.actor_id.has_value(), " AND actor_id = ?");
  add(sql, filter.action.has_value(), " AND action = ?");
  add(sql, filter.correlation_id.has_value(), " AND correlation_id = ?");
  add(sql, filter.from.has_value(), " AND occurred_at >= ?");
  add(sql, filter.to.has_value(), " AND occurred_at < ?");
  add(sql, filter.before_id.has_value(), " AND id < ?");
  return sql + " ORDER BY id DESC LIMIT ?";
}

void bind_filter(Statement& select, const RowFilter& filter) {
  for (const auto* text : {&filter.org_id, &filter.actor_id, &filter.action, &filter.correlation_id}) {
    if (*text) select.bind(std::string_view(**text));
  }
  if (filter.from) select.bind(*filter.from);
  if (filter.to) select.bind(*filter.to);
  if (filter.before_id) select.bind(*filter.before_id);
}

}  // namespace

Result<std::vector<AuditRowRecord>> list_rows(Connection& connection, const RowFilter& filter, std::size_t limit) {
  auto select = connection.prepare(query_text(filter));
  if (!select) return select.error();
  bind_filter(*select, filter);
  select->bind(std::uint64_t{limit});
  std::vector<AuditRowRecord> rows;
  for (auto row = select->step(); !row || *row; row = select->step()) {
    if (!row) return row.error();
    read_record(*select, rows.emplace_back());
  }
  return rows;
}

}  // namespace ratestack::sqlite
