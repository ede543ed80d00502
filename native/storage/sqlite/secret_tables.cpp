#include "native/storage/sqlite/secret_tables.hpp"

#include "native/service/record_text.hpp"
#include "native/storage/sqlite/take.hpp"

namespace ratestack::sqlite {
namespace {

using service::KidCount;
using service::QuarantinedRow;
using service::RekeyJob;
using service::Resealed;
using service::SealedRange;
using service::SealedRow;
using service::SecretColumn;
using service::SecretName;
using service::SecretRecord;
using service::WriteFence;

constexpr std::string_view kSelectSecret =
    "SELECT id, org_id, kind, name, value, fingerprint, created_at, updated_at FROM secrets ";

Result<SecretRecord> take_secret(const Statement& row) {
  return service::make_secret(
      {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.time(6), row.time(7)});
}

Result<WriteFence> take_fence(const Statement& row) {
  return service::make_fence(row.count(0), row.text(1), row.text(2), row.time(3));
}

Result<RekeyJob> take_job(const Statement& row) {
  return service::make_rekey_job({row.text(0),
                                  row.count(1),
                                  row.text(2),
                                  row.text(3),
                                  row.time(4),
                                  row.time(5),
                                  row.optional_time(6),
                                  row.count(7),
                                  row.count(8),
                                  {row.count(9), row.integer(10)}});
}

Result<SealedRow> take_sealed(const Statement& row) {
  return SealedRow{row.integer(0), std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3))};
}

Result<QuarantinedRow> take_quarantined(const Statement& row) {
  return QuarantinedRow{std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                        std::string(row.text(3)), std::string(row.text(4)), row.time(5)};
}

Result<KidCount> take_count(const Statement& row) { return KidCount{service::kid_of_head(row.text(0)), row.count(1)}; }

Result<std::uint64_t> number(Statement& select) {
  auto row = select.step();
  if (!row) return row.error();
  return select.count(0);
}

std::string text_of(std::string_view view) { return std::string(view); }

// Names of tables and columns come from our own register alone.
std::string in_range(const SecretColumn& column, const SealedRange& range) {
  std::string sql = " FROM " + text_of(column.table) + " WHERE row_no > ? AND row_no <= ?";
  if (range.not_under) sql += " AND substr(" + text_of(column.column) + ", 1, 13) <> ?";
  return sql + " ORDER BY row_no LIMIT ?";
}

// `head` outlives the statement's run.
void bind_range(Statement& select, const SealedRange& range, std::string_view head) {
  select.bind(range.after).bind(range.up_to);
  if (range.not_under) select.bind(head);
  select.bind(std::uint64_t{range.limit});
}

std::string head_of(const SealedRange& range) {
  return range.not_under ? service::envelope_head(*range.not_under) : std::string();
}

Result<void> release(Connection& connection, const SecretColumn& column, std::string_view row_id) {
  auto remove =
      connection.prepare("DELETE FROM secret_quarantine WHERE table_name = ? AND column_name = ? AND row_id = ?");
  if (!remove) return remove.error();
  return remove->bind(column.table).bind(column.column).bind(row_id).run();
}

// Quarantine is empty as a rule: one look spares a statement a row.
Result<void> release_all(Connection& connection, const SecretColumn& column, std::span<const Resealed> rows) {
  const auto noted = count_quarantined(connection);
  if (!noted) return noted.error();
  if (*noted == 0) return {};
  for (const Resealed& row : rows) {
    if (auto done = release(connection, column, row.row_id); !done) return done;
  }
  return {};
}

}  // namespace

Result<std::optional<WriteFence>> read_fence(Connection& connection) {
  auto select = connection.prepare("SELECT epoch, write_kid, canary, moved_at FROM secret_fence");
  if (!select) return select.error();
  return first(*select, take_fence);
}

Result<void> write_fence(Connection& connection, const WriteFence& fence) {
  auto upsert = connection.prepare(
      "INSERT INTO secret_fence (id, epoch, write_kid, canary, moved_at) VALUES (1, ?, ?, ?, ?) ON CONFLICT (id) DO "
      "UPDATE SET epoch = excluded.epoch, write_kid = excluded.write_kid, canary = excluded.canary, moved_at = "
      "excluded.moved_at");
  if (!upsert) return upsert.error();
  upsert->bind(fence.epoch).bind(fence.write_kid.view()).bind(std::string_view(fence.canary));
  return upsert->bind(fence.moved_at).run();
}

Result<std::optional<SecretRecord>> read_secret(Connection& connection, const SecretName& name) {
  auto select = connection.prepare(text_of(kSelectSecret) + "WHERE org_id = ? AND kind = ? AND name = ?");
  if (!select) return select.error();
  select->bind(name.org_id.view()).bind(to_string(name.kind)).bind(std::string_view(name.name));
  return first(*select, take_secret);
}

Result<std::vector<SecretRecord>> list_secrets(Connection& connection, const OrgId& org_id, std::string_view after_kind,
                                               std::string_view after_name, std::size_t limit) {
  auto select = connection.prepare(text_of(kSelectSecret) +
                                   "WHERE org_id = ? AND (kind, name) > (?, ?) ORDER BY kind, name LIMIT ?");
  if (!select) return select.error();
  select->bind(org_id.view()).bind(after_kind).bind(after_name).bind(std::uint64_t{limit});
  return all(*select, take_secret);
}

Result<void> insert_secret(Connection& connection, const SecretRecord& record) {
  auto insert = connection.prepare(
      "INSERT INTO secrets (id, org_id, kind, name, value, fingerprint, created_at, updated_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  if (!insert) return insert.error();
  insert->bind(record.id.view()).bind(record.name.org_id.view()).bind(to_string(record.name.kind));
  insert->bind(std::string_view(record.name.name)).bind(std::string_view(record.envelope));
  return insert->bind(std::string_view(record.fingerprint)).bind(record.created_at).bind(record.updated_at).run();
}

Result<void> update_secret(Connection& connection, const SecretRecord& record) {
  auto update = connection.prepare("UPDATE secrets SET value = ?, fingerprint = ?, updated_at = ? WHERE id = ?");
  if (!update) return update.error();
  update->bind(std::string_view(record.envelope)).bind(std::string_view(record.fingerprint));
  if (auto done = update->bind(record.updated_at).bind(record.id.view()).run(); !done) return done;
  return release(connection, service::kSecretValues, record.id.view());
}

Result<void> delete_secret(Connection& connection, const SecretRecord& record) {
  auto remove = connection.prepare("DELETE FROM secrets WHERE id = ?");
  if (!remove) return remove.error();
  if (auto done = remove->bind(record.id.view()).run(); !done) return done;
  return release(connection, service::kSecretValues, record.id.view());
}

// The head of what is no envelope of this version is cut to nothing, so that no plaintext comes out here.
Result<std::vector<KidCount>> count_by_kid(Connection& connection, const SecretColumn& column) {
  const std::string value = text_of(column.column);
  auto select = connection.prepare("SELECT CASE WHEN " + value + " GLOB 'rs1.*' THEN substr(" + value +
                                   ", 5, 9) ELSE '' END, count(*) FROM " + text_of(column.table) + " GROUP BY 1");
  if (!select) return select.error();
  return all(*select, take_count);
}

Result<std::vector<SealedRow>> read_sealed(Connection& connection, const SecretColumn& column,
                                           const SealedRange& range) {
  const std::string head = head_of(range);
  auto select = connection.prepare("SELECT row_no, id, org_id, " + text_of(column.column) + in_range(column, range));
  if (!select) return select.error();
  bind_range(*select, range, head);
  return all(*select, take_sealed);
}

Result<std::optional<std::int64_t>> read_end_of_stretch(Connection& connection, const SecretColumn& column,
                                                        const SealedRange& range) {
  const std::string head = head_of(range);
  auto select = connection.prepare("SELECT count(*), max(row_no) FROM (SELECT row_no" + in_range(column, range) + ")");
  if (!select) return select.error();
  bind_range(*select, range, head);
  auto row = select->step();
  if (!row) return row.error();
  if (select->integer(0) == 0) return std::optional<std::int64_t>();
  return std::optional<std::int64_t>(select->integer(1));
}

Result<std::uint64_t> replace_sealed(Connection& connection, const SecretColumn& column,
                                     std::span<const Resealed> rows) {
  const std::string value = text_of(column.column);
  auto update = connection.prepare("UPDATE " + text_of(column.table) + " SET " + value + " = ? WHERE row_no = ? AND " +
                                   value + " = ?");
  if (!update) return update.error();
  std::uint64_t replaced = 0;
  for (const Resealed& row : rows) {
    update->bind(std::string_view(row.after)).bind(row.row_no).bind(std::string_view(row.before));
    if (auto done = update->run(); !done) return done.error();
    replaced += connection.changes();
    update->rewind();
  }
  if (auto done = release_all(connection, column, rows); !done) return done.error();
  return replaced;
}

Result<std::optional<RekeyJob>> read_job(Connection& connection) {
  auto select = connection.prepare(
      "SELECT job_id, epoch, target_kid, state, started_at, updated_at, finished_at, total, done, cursor_column, "
      "cursor_row FROM secret_rekey");
  if (!select) return select.error();
  return first(*select, take_job);
}

Result<void> write_job(Connection& connection, const RekeyJob& job) {
  auto replace = connection.prepare("REPLACE INTO secret_rekey VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (!replace) return replace.error();
  replace->bind(job.id.view()).bind(job.epoch).bind(job.target.view()).bind(to_string(job.state));
  replace->bind(job.started_at).bind(job.updated_at).bind(job.finished_at).bind(job.total).bind(job.done);
  return replace->bind(job.cursor.column).bind(job.cursor.row).run();
}

Result<void> write_rekeyer(Connection& connection, std::string_view worker, Timestamp now) {
  auto replace = connection.prepare("REPLACE INTO secret_rekeyers VALUES (?, ?)");
  if (!replace) return replace.error();
  return replace->bind(worker).bind(now).run();
}

Result<void> delete_rekeyer(Connection& connection, std::string_view worker) {
  auto remove = connection.prepare("DELETE FROM secret_rekeyers WHERE worker = ?");
  if (!remove) return remove.error();
  return remove->bind(worker).run();
}

Result<std::uint64_t> count_rekeyers(Connection& connection, Timestamp since) {
  auto select = connection.prepare("SELECT count(*) FROM secret_rekeyers WHERE seen_at >= ?");
  if (!select) return select.error();
  return number(select->bind(since));
}

Result<std::uint64_t> insert_quarantined(Connection& connection, std::span<const QuarantinedRow> rows) {
  auto insert = connection.prepare("INSERT INTO secret_quarantine VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
  if (!insert) return insert.error();
  std::uint64_t noted = 0;
  for (const QuarantinedRow& row : rows) {
    insert->bind(std::string_view(row.table)).bind(std::string_view(row.column)).bind(std::string_view(row.row_id));
    insert->bind(std::string_view(row.org_id)).bind(std::string_view(row.reason)).bind(row.noticed_at);
    if (auto done = insert->run(); !done) return done.error();
    noted += connection.changes();
    insert->rewind();
  }
  return noted;
}

Result<std::vector<QuarantinedRow>> list_quarantined(Connection& connection, const std::optional<QuarantinedRow>& after,
                                                     std::size_t limit) {
  auto select = connection.prepare(
      "SELECT table_name, column_name, row_id, org_id, reason, noticed_at FROM secret_quarantine "
      "WHERE (table_name, column_name, row_id) > (?, ?, ?) ORDER BY table_name, column_name, row_id LIMIT ?");
  if (!select) return select.error();
  const auto part = [&](std::string QuarantinedRow::*member) {
    return after ? std::string_view((*after).*member) : std::string_view();
  };
  select->bind(part(&QuarantinedRow::table)).bind(part(&QuarantinedRow::column)).bind(part(&QuarantinedRow::row_id));
  return all(select->bind(std::uint64_t{limit}), take_quarantined);
}

Result<std::uint64_t> count_quarantined(Connection& connection) {
  auto select = connection.prepare("SELECT count(*) FROM secret_quarantine");
  if (!select) return select.error();
  return number(*select);
}

}  // namespace ratestack::sqlite
