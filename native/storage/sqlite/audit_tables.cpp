#include "native/storage/sqlite/audit_tables.hpp"

#include <map>

namespace ratestack::sqlite {
namespace {

using service::AuditRowRecord;
using service::LogHead;
using service::NewAuditRow;
using service::OrgHead;
using service::StoreError;

constexpr std::string_view kInsert =
    "INSERT INTO common_audit_log (id, previous_hash, entry_hash, row, acting_as_org_id, org_seq, actor_id, action, "
    "correlation_id, occurred_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

Result<void> insert_rows(Connection& connection, std::span<const NewAuditRow> rows) {
  auto insert = connection.prepare(kInsert);
  if (!insert) return insert.error();
  for (const NewAuditRow& row : rows) {
    insert->rewind();
    insert->bind(row.position.id).bind(row.previous_hash).bind(row.entry_hash).bind(std::string_view(row.text));
    insert->bind(std::string_view(row.acting_as_org_id)).bind(row.position.org_seq);
    insert->bind(std::string_view(row.actor_id)).bind(std::string_view(row.action));
    insert->bind(std::string_view(row.correlation_id)).bind(row.occurred_at_micros);
    if (auto done = insert->run(); !done) return done;
  }
  return {};
}

Result<void> move_log_head(Connection& connection, const NewAuditRow& last) {
  auto update = connection.prepare("UPDATE audit_heads SET last_id = ?, entry_hash = ? WHERE log = 'common'");
  if (!update) return update.error();
  return update->bind(last.position.id).bind(last.entry_hash).run();
}

Result<void> move_org_heads(Connection& connection, std::span<const NewAuditRow> rows) {
  std::map<std::string_view, const NewAuditRow*> last;
  for (const NewAuditRow& row : rows) last[row.acting_as_org_id] = &row;
  auto upsert = connection.prepare(
      "INSERT INTO audit_org_heads (log, org_id, seq, entry_hash) VALUES ('common', ?, ?, ?) "
      "ON CONFLICT (log, org_id) DO UPDATE SET seq = excluded.seq, entry_hash = excluded.entry_hash");
  if (!upsert) return upsert.error();
  for (const auto& [org_id, row] : last) {
    upsert->rewind();
    if (auto done = upsert->bind(org_id).bind(row->position.org_seq).bind(row->entry_hash).run(); !done) return done;
  }
  return {};
}

}  // namespace

void read_record(const Statement& statement, AuditRowRecord& record) {
  record.id = statement.count(0);
  record.previous_hash = statement.digest(1);
  record.entry_hash = statement.digest(2);
  record.text.assign(statement.text(3));
}

Result<LogHead> read_log_head(Connection& connection) {
  auto select = connection.prepare("SELECT last_id, entry_hash FROM audit_heads WHERE log = 'common'");
  if (!select) return select.error();
  auto row = select->step();
  if (!row) return row.error();
  if (!*row) return Error(StoreError::corrupt, "the head of the audit log is missing");
  return LogHead{select->count(0), select->digest(1)};
}

Result<OrgHead> read_org_head(Connection& connection, std::string_view org_id) {
  auto select = connection.prepare("SELECT seq, entry_hash FROM audit_org_heads WHERE log = 'common' AND org_id = ?");
  if (!select) return select.error();
  auto row = select->bind(org_id).step();
  if (!row) return row.error();
  if (!*row) return OrgHead{};
  return OrgHead{select->count(0), select->digest(1)};
}

Result<std::optional<AuditRowRecord>> read_row(Connection& connection, std::uint64_t id) {
  auto select = connection.prepare("SELECT id, previous_hash, entry_hash, row FROM common_audit_log WHERE id = ?");
  if (!select) return select.error();
  auto row = select->bind(id).step();
  if (!row) return row.error();
  std::optional<AuditRowRecord> record;
  if (*row) read_record(*select, record.emplace());
  return record;
}

Result<void> append_rows(Connection& connection, std::span<const NewAuditRow> rows) {
  if (rows.empty()) return {};
  if (auto done = insert_rows(connection, rows); !done) return done;
  if (auto done = move_org_heads(connection, rows); !done) return done;
  return move_log_head(connection, rows.back());
}

}  // namespace ratestack::sqlite
