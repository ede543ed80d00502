#include "native/storage/postgres/secret_tables.hpp"

#include <map>

#include "native/service/record_text.hpp"

namespace ratestack::postgres {

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

namespace {

constexpr std::size_t kIdBytes = 30;

std::string range_sql(const std::string& table, const std::string& column, std::string_view select,
                      std::string_view excluding) {
  std::string sql = "SELECT " + std::string(select) + " FROM " + table + " WHERE row_no > $1 AND row_no <= $2";
  if (!excluding.empty()) sql += " AND substr(" + column + ", 1, 13) <> " + std::string(excluding);
  return sql + " ORDER BY row_no LIMIT $3";
}

std::string end_sql(const std::string& rows) { return "SELECT count(*), max(row_no) FROM (" + rows + ") AS stretch"; }

ArrayParam texts(std::span<const Resealed> rows, std::string Resealed::*member, std::size_t bytes) {
  ArrayParam array(ArrayParam::Of::text, rows.size(), bytes);
  for (const Resealed& row : rows) array.add(std::string_view(row.*member));
  return array;
}

ArrayParam texts(std::span<const QuarantinedRow> rows, std::string QuarantinedRow::*member) {
  ArrayParam array(ArrayParam::Of::text, rows.size(), kIdBytes);
  for (const QuarantinedRow& row : rows) array.add(std::string_view(row.*member));
  return array;
}

}  // namespace

// Names of tables and columns come from our own register alone. The head of what is no envelope of this version is cut
// to nothing, so that no plaintext comes out.
SealedColumnSql::SealedColumnSql(const SecretColumn& column) {
  const std::string table(column.table), value(column.column), prefix = table + "_" + value + "_";
  const std::string columns = "row_no, id, org_id, " + value;
  count = {prefix + "count", "SELECT CASE WHEN " + value + " LIKE 'rs1.%' THEN substr(" + value +
                                 ", 5, 9) ELSE '' END, count(*) FROM " + table + " GROUP BY 1"};
  rows = {prefix + "rows", range_sql(table, value, columns, "")};
  rows_not_under = {prefix + "rows_not_under", range_sql(table, value, columns, "$4")};
  end = {prefix + "end", end_sql(range_sql(table, value, "row_no", ""))};
  end_not_under = {prefix + "end_not_under", end_sql(range_sql(table, value, "row_no", "$4"))};
  replace = {
      prefix + "replace",
      "WITH done AS (UPDATE " + table + " SET " + value +
          " = new.after FROM unnest($1::bigint[], $2::text[], $3::text[]) AS new (row_no, before, after) WHERE " +
          table + ".row_no = new.row_no AND " + table + "." + value +
          " = new.before RETURNING 1) SELECT count(*) FROM done"};
}

const SealedColumnSql& sql_of(const SecretColumn& column) {
  using ByName = std::map<std::pair<std::string_view, std::string_view>, SealedColumnSql>;
  static const ByName kAll = [] {
    ByName all;
    for (const SecretColumn& known : service::kSecretColumns) {
      all.emplace(std::pair(known.table, known.column), SealedColumnSql(known));
    }
    return all;
  }();
  return kAll.at({column.table, column.column});
}

Params range_params(const SealedRange& range) {
  Params params;
  params.add(range.after).add(range.up_to).add(std::uint64_t{range.limit});
  if (range.not_under) params.add(std::string_view(service::envelope_head(*range.not_under)));
  return params;
}

Params params_of(const SecretName& name) {
  return std::move(Params().add(name.org_id.view()).add(to_string(name.kind)).add(std::string_view(name.name)));
}

Params params_of(const SecretRecord& record) {
  Params params;
  params.add(record.id.view()).add(record.name.org_id.view()).add(to_string(record.name.kind));
  params.add(std::string_view(record.name.name)).add(std::string_view(record.envelope));
  params.add(std::string_view(record.fingerprint)).add(record.created_at).add(record.updated_at);
  return params;
}

Params params_of(const WriteFence& fence) {
  Params params;
  params.add(fence.epoch).add(fence.write_kid.view()).add(std::string_view(fence.canary)).add(fence.moved_at);
  return params;
}

Params params_of(const RekeyJob& job) {
  Params params;
  params.add(job.id.view()).add(job.epoch).add(job.target.view()).add(to_string(job.state));
  params.add(job.started_at).add(job.updated_at).add(job.finished_at).add(job.total).add(job.done);
  return std::move(params.add(job.cursor.column).add(job.cursor.row));
}

Params params_of(std::span<const Resealed> rows) {
  const std::size_t bytes = rows.empty() ? 0 : rows.front().after.size();
  ArrayParam numbers(ArrayParam::Of::bigint, rows.size(), sizeof(std::int64_t));
  for (const Resealed& row : rows) numbers.add(row.row_no);
  return std::move(Params()
                       .add(std::move(numbers))
                       .add(texts(rows, &Resealed::before, bytes))
                       .add(texts(rows, &Resealed::after, bytes)));
}

Params params_of(std::span<const QuarantinedRow> rows) {
  ArrayParam times(ArrayParam::Of::bigint, rows.size(), sizeof(std::int64_t));
  for (const QuarantinedRow& row : rows) times.add(row.noticed_at.micros());
  Params params;
  params.add(texts(rows, &QuarantinedRow::table)).add(texts(rows, &QuarantinedRow::column));
  params.add(texts(rows, &QuarantinedRow::row_id)).add(texts(rows, &QuarantinedRow::org_id));
  params.add(texts(rows, &QuarantinedRow::reason)).add(std::move(times));
  return params;
}

Params release_params(const SecretColumn& column, std::span<const Resealed> rows) {
  return std::move(Params().add(column.table).add(column.column).add(texts(rows, &Resealed::row_id, kIdBytes)));
}

Result<SecretRecord> take_secret(const Rows& rows, int i) {
  return service::make_secret({rows.text(i, 0), rows.text(i, 1), rows.text(i, 2), rows.text(i, 3), rows.text(i, 4),
                               rows.text(i, 5), rows.time(i, 6), rows.time(i, 7)});
}

Result<WriteFence> take_fence(const Rows& rows, int i) {
  return service::make_fence(rows.count(i, 0), rows.text(i, 1), rows.text(i, 2), rows.time(i, 3));
}

Result<RekeyJob> take_job(const Rows& rows, int i) {
  return service::make_rekey_job({rows.text(i, 0),
                                  rows.count(i, 1),
                                  rows.text(i, 2),
                                  rows.text(i, 3),
                                  rows.time(i, 4),
                                  rows.time(i, 5),
                                  rows.optional_time(i, 6),
                                  rows.count(i, 7),
                                  rows.count(i, 8),
                                  {rows.count(i, 9), rows.integer(i, 10)}});
}

Result<SealedRow> take_sealed(const Rows& rows, int i) {
  return SealedRow{rows.integer(i, 0), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
                   std::string(rows.text(i, 3))};
}

Result<KidCount> take_count(const Rows& rows, int i) {
  return KidCount{service::kid_of_head(rows.text(i, 0)), rows.count(i, 1)};
}

Result<QuarantinedRow> take_quarantined(const Rows& rows, int i) {
  return QuarantinedRow{std::string(rows.text(i, 0)), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
                        std::string(rows.text(i, 3)), std::string(rows.text(i, 4)), rows.time(i, 5)};
}

std::optional<std::int64_t> take_end(const Rows& rows) {
  if (rows.empty() || rows.integer(0, 0) == 0) return std::nullopt;
  return rows.integer(0, 1);
}

}  // namespace ratestack::postgres
