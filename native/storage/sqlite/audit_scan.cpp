#include "native/storage/sqlite/audit_scan.hpp"

#include "native/service/seq_finder.hpp"
#include "native/storage/sqlite/audit_tables.hpp"

namespace ratestack::sqlite {
namespace {

using service::AuditRowRecord;
using service::RowParts;
using service::SearchColumns;

// A buffer that one huge row has stretched is given back, so that memory stays bounded whatever the log holds.
constexpr std::size_t kKeptBuffer = 8UL * 1024;

constexpr std::string_view kSelect =
    "SELECT id, previous_hash, entry_hash, row, org_seq, acting_as_org_id, actor_id, action, correlation_id, "
    "occurred_at FROM common_audit_log ";
constexpr int kOrgSeq = 4;

void take_columns(const Statement& rows, SearchColumns& columns) {
  columns.org_seq = rows.count(kOrgSeq);
  columns.acting_as_org_id.assign(rows.text(kOrgSeq + 1));
  columns.actor_id.assign(rows.text(kOrgSeq + 2));
  columns.action.assign(rows.text(kOrgSeq + 3));
  columns.correlation_id.assign(rows.text(kOrgSeq + 4));
  columns.occurred_at = rows.time(kOrgSeq + 5);
}

void take(const Statement& rows, RowParts parts, AuditRowRecord& record) {
  if (record.text.capacity() > kKeptBuffer) record.text = std::string();
  read_record(rows, record);
  if (parts == RowParts::text_and_columns) take_columns(rows, record.columns);
}

Result<std::uint64_t> last_seq_of(Connection& connection, std::string_view org_id) {
  auto select = connection.prepare("SELECT ifnull(max(org_seq), 0) FROM common_audit_log WHERE acting_as_org_id = ?");
  if (!select) return select.error();
  auto row = select->bind(org_id).step();
  if (!row) return row.error();
  return select->count(0);
}

// The id of the row at `seq`, or of the next one where a row is missing.
Result<std::uint64_t> id_at(Connection& connection, std::string_view org_id, std::uint64_t seq) {
  auto select = connection.prepare(
      "SELECT id FROM common_audit_log WHERE acting_as_org_id = ? AND org_seq >= ? ORDER BY org_seq LIMIT 1");
  if (!select) return select.error();
  auto row = select->bind(org_id).bind(seq).step();
  if (!row) return row.error();
  return select->count(0);
}

}  // namespace

Result<std::size_t> SqliteAuditScan::next(std::vector<AuditRowRecord>& batch) {
  auto connection = pool_.borrow();
  if (!connection) return connection.error();
  auto rows = select(**connection);
  if (!rows) return rows.error();
  auto count = fill(*rows, batch);
  if (count && *count > 0) range_.from_id = batch[*count - 1].id + 1;
  return count;
}

Result<std::size_t> SqliteAuditScan::fill(Statement& rows, std::vector<AuditRowRecord>& batch) {
  std::size_t count = 0, bytes = 0;
  while (bytes < kBatchBytes) {
    auto row = rows.step();
    if (!row) return row.error();
    if (!*row) break;
    if (count == batch.size()) batch.emplace_back();
    take(rows, range_.parts, batch[count]);
    bytes += batch[count++].text.size();
    if (next_seq_) next_seq_ = rows.count(kOrgSeq) + 1;
  }
  return count;
}

Result<Statement> SqliteAuditScan::select(Connection& connection) {
  return range_.org_id ? select_org(connection) : select_log(connection);
}

Result<Statement> SqliteAuditScan::select_log(Connection& connection) {
  auto rows = connection.prepare(std::string(kSelect) + "WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?");
  if (rows) rows->bind(range_.from_id).bind(range_.to_id).bind(std::uint64_t{kBatchRows});
  return rows;
}

Result<Statement> SqliteAuditScan::select_org(Connection& connection) {
  if (!next_seq_) {
    if (auto found = find_org_bounds(connection); !found) return found.error();
  }
  auto rows = connection.prepare(std::string(kSelect) +
                                 "WHERE acting_as_org_id = ? AND org_seq BETWEEN ? AND ? ORDER BY org_seq LIMIT ?");
  if (rows) {
    rows->bind(std::string_view(*range_.org_id)).bind(*next_seq_).bind(*last_seq_).bind(std::uint64_t{kBatchRows});
  }
  return rows;
}

Result<void> SqliteAuditScan::find_org_bounds(Connection& connection) {
  auto last = last_seq_of(connection, *range_.org_id);
  if (!last) return last.error();
  const auto at = [&](std::uint64_t seq) { return id_at(connection, *range_.org_id, seq); };
  auto first = service::first_seq_at_or_after(range_.from_id, *last, at);
  if (!first) return first.error();
  auto after = service::first_seq_at_or_after(range_.to_id + 1, *last, at);
  if (!after) return after.error();
  next_seq_ = *first;
  last_seq_ = *after - 1;
  return {};
}

}  // namespace ratestack::sqlite
