#include "native/storage/postgres/audit_tables.hpp"

#include <map>

namespace ratestack::postgres {
namespace {

using service::AuditRowRecord;
using service::Heads;
using service::LogHead;
using service::NewAuditRow;
using service::OrgHead;
using service::StoreError;
using Of = ArrayParam::Of;

// The head of the common log is an advisory lock of this pair, held to the end of the transaction: no row is written to
// take it, and whoever waits can see who holds it.
#define RATESTACK_HEAD_LOCK "1381192769, 1"  // "RSTA", and the first log

constexpr Statement kLockHead{"lock_head", "SELECT pg_advisory_xact_lock(" RATESTACK_HEAD_LOCK ")"};
constexpr Statement kLogHead{"log_head", "SELECT last_id, entry_hash FROM audit_heads WHERE log = 'common'"};
constexpr Statement kOrgHeads{
    "org_heads",
    "SELECT org_id, seq, entry_hash FROM audit_org_heads WHERE log = 'common' AND org_id = ANY($1::text[])"};
constexpr Statement kRow{"row",
                         "SELECT id, previous_hash, entry_hash, row FROM common_audit_log WHERE id = $1::bigint"};

constexpr Statement kInsertRows{
    "insert_rows",
    "INSERT INTO common_audit_log (id, previous_hash, entry_hash, row, acting_as_org_id, org_seq, actor_id, action, "
    "correlation_id, occurred_at) SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::text[], $5::text[], "
    "$6::bigint[], $7::text[], $8::text[], $9::text[], $10::bigint[])"};
constexpr Statement kMoveLogHead{
    "move_log_head", "UPDATE audit_heads SET last_id = $1::bigint, entry_hash = $2::bytea WHERE log = 'common'"};
constexpr Statement kMoveOrgHeads{
    "move_org_heads",
    "INSERT INTO audit_org_heads (log, org_id, seq, entry_hash) "
    "SELECT 'common', * FROM unnest($1::text[], $2::bigint[], $3::bytea[]) "
    "ON CONFLICT (log, org_id) DO UPDATE SET seq = excluded.seq, entry_hash = excluded.entry_hash"};

// state_change moves when a session falls idle, query_start with each statement: the younger of the two says since when
// nothing has happened. A holder that is stopped in the middle of a message shows as active and as old.
constexpr Statement kEvict{
    "evict",
    "SELECT count(pg_terminate_backend(held.pid)) FROM pg_locks AS held JOIN pg_stat_activity AS session USING (pid) "
    "WHERE held.locktype = 'advisory' AND held.granted AND (held.classid, held.objid) = (" RATESTACK_HEAD_LOCK
    ") "
    "AND session.datname = current_database() AND session.usename = current_user "
    "AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    "AND greatest(session.query_start, session.state_change) < clock_timestamp() - $1::bigint * interval '1 ms'"};

struct RowArrays {
  explicit RowArrays(std::size_t n)
      : id(Of::bigint, n, 8),
        previous_hash(Of::bytea, n, Digest::kSize),
        entry_hash(Of::bytea, n, Digest::kSize),
        text(Of::text, n, 600),
        org_id(Of::text, n, 30),
        org_seq(Of::bigint, n, 8),
        actor_id(Of::text, n, 30),
        action(Of::text, n, 24),
        correlation_id(Of::text, n, 40),
        occurred_at(Of::bigint, n, 8) {}

  void add(const NewAuditRow& row) {
    id.add(row.position.id);
    previous_hash.add(row.previous_hash);
    entry_hash.add(row.entry_hash);
    text.add(std::string_view(row.text));
    org_id.add(std::string_view(row.acting_as_org_id));
    org_seq.add(row.position.org_seq);
    actor_id.add(std::string_view(row.actor_id));
    action.add(std::string_view(row.action));
    correlation_id.add(std::string_view(row.correlation_id));
    occurred_at.add(row.occurred_at_micros);
  }

  // In the order of kInsertRows.
  Params params() && {
    Params params;
    for (ArrayParam* array : {&id, &previous_hash, &entry_hash, &text, &org_id, &org_seq, &actor_id, &action,
                              &correlation_id, &occurred_at}) {
      params.add(std::move(*array));
    }
    return params;
  }

  ArrayParam id, previous_hash, entry_hash, text, org_id, org_seq, actor_id, action, correlation_id, occurred_at;
};

void send_org_heads(Connection& connection, std::span<const NewAuditRow> rows) {
  std::map<std::string_view, const NewAuditRow*> last;
  for (const NewAuditRow& row : rows) last[row.acting_as_org_id] = &row;
  ArrayParam org_ids(Of::text, last.size(), 30), seqs(Of::bigint, last.size(), 8);
  ArrayParam hashes(Of::bytea, last.size(), Digest::kSize);
  for (const auto& [org_id, row] : last) {
    org_ids.add(org_id);
    seqs.add(row->position.org_seq);
    hashes.add(row->entry_hash);
  }
  connection.send(kMoveOrgHeads, Params().add(std::move(org_ids)).add(std::move(seqs)).add(std::move(hashes)));
}

Params org_list(std::span<const std::string> org_ids) {
  ArrayParam list(Of::text, org_ids.size(), 30);
  for (const std::string& org_id : org_ids) list.add(std::string_view(org_id));
  return std::move(Params().add(std::move(list)));
}

Result<LogHead> take_log_head(const Rows& rows) {
  if (rows.empty()) return Error(StoreError::corrupt, "the head of the audit log is missing");
  return LogHead{rows.count(0, 0), rows.digest(0, 1)};
}

}  // namespace

AuditRowRecord take_record(const Rows& rows, int row) {
  AuditRowRecord record;
  record.id = rows.count(row, 0);
  record.previous_hash = rows.digest(row, 1);
  record.entry_hash = rows.digest(row, 2);
  record.text.assign(rows.text(row, 3));
  return record;
}

Result<LogHead> read_log_head(Connection& connection, Deadline deadline) {
  auto rows = connection.run(kLogHead, {}, deadline);
  if (!rows) return rows.error();
  return take_log_head(*rows);
}

Result<OrgHead> read_org_head(Connection& connection, std::string_view org_id, Deadline deadline) {
  const std::string only(org_id);
  auto rows = connection.run(kOrgHeads, org_list({&only, 1}), deadline);
  if (!rows) return rows.error();
  if (rows->empty()) return OrgHead{};
  return OrgHead{rows->count(0, 1), rows->digest(0, 2)};
}

Result<std::optional<AuditRowRecord>> read_row(Connection& connection, std::uint64_t id, Deadline deadline) {
  auto rows = connection.run(kRow, Params().add(id), deadline);
  if (!rows) return rows.error();
  std::optional<AuditRowRecord> record;
  if (!rows->empty()) record = take_record(*rows, 0);
  return record;
}

void send_heads(Connection& connection, std::span<const std::string> org_ids) {
  connection.send(kLockHead);
  connection.send(kLogHead);
  connection.send(kOrgHeads, org_list(org_ids));
}

Result<Heads> take_heads(std::span<const Rows> answers, std::span<const std::string> org_ids) {
  const auto last = answers.last(kHeadAnswers);
  Heads heads;
  auto log = take_log_head(last[1]);
  if (!log) return log.error();
  heads.log = *log;
  for (const std::string& org_id : org_ids) heads.orgs.try_emplace(org_id);
  const Rows& orgs = last[2];
  for (int i = 0; i < orgs.size(); ++i) {
    heads.orgs.insert_or_assign(std::string(orgs.text(i, 0)), OrgHead{orgs.count(i, 1), orgs.digest(i, 2)});
  }
  return heads;
}

void send_rows(Connection& connection, std::span<const NewAuditRow> rows) {
  RowArrays arrays(rows.size());
  for (const NewAuditRow& row : rows) arrays.add(row);
  connection.send(kInsertRows, std::move(arrays).params());
  send_org_heads(connection, rows);
  const NewAuditRow& last = rows.back();
  connection.send(kMoveLogHead, Params().add(last.position.id).add(last.entry_hash));
}

Result<std::uint64_t> evict_stalled_holders(Connection& connection, std::chrono::milliseconds bound,
                                            Deadline deadline) {
  auto rows = connection.run(kEvict, Params().add(std::int64_t{bound.count()}), deadline);
  if (!rows) return rows.error();
  return rows->count(0, 0);
}

}  // namespace ratestack::postgres
