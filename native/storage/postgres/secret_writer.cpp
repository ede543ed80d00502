#include "native/storage/postgres/secret_writer.hpp"

#include "native/storage/postgres/secret_tables.hpp"
#include "native/storage/postgres/write_transaction.hpp"

namespace ratestack::postgres {

using service::SecretColumn;
using namespace secret_statements;  // NOLINT(google-build-using-namespace): the statements of this file's tables

namespace {

Params release_params(const std::string& row_id) {
  const service::Resealed only{0, row_id, {}, {}};
  return postgres::release_params(service::kSecretValues, {&only, 1});
}

Result<std::uint64_t> count_of(const Result<Rows>& rows) {
  if (!rows) return rows.error();
  return rows->count(0, 0);
}

}  // namespace

Result<std::optional<service::WriteFence>> PostgresSecretWriter::hold_fence() {
  return take_first(transaction_.run(kHoldFence, {}), take_fence);
}

Result<void> PostgresSecretWriter::set_fence(const service::WriteFence& fence) {
  return transaction_.send(kSetFence, params_of(fence));
}

Result<std::optional<service::SecretRecord>> PostgresSecretWriter::find(const service::SecretName& name) {
  return take_first(transaction_.run(kFind, params_of(name)), take_secret);
}

Result<void> PostgresSecretWriter::insert(const service::SecretRecord& record) {
  return transaction_.send(kInsert, params_of(record));
}

Result<void> PostgresSecretWriter::update(const service::SecretRecord& record) {
  Params params;
  params.add(std::string_view(record.envelope)).add(std::string_view(record.fingerprint));
  params.add(record.updated_at).add(record.id.view());
  if (auto sent = transaction_.send(kUpdate, params); !sent) return sent;
  return transaction_.send(kRelease, release_params(record.id.text()));
}

Result<void> PostgresSecretWriter::remove(const service::SecretRecord& record) {
  if (auto sent = transaction_.send(kDelete, Params().add(record.id.view())); !sent) return sent;
  return transaction_.send(kRelease, release_params(record.id.text()));
}

Result<std::uint64_t> PostgresSecretWriter::replace(const SecretColumn& column,
                                                    std::span<const service::Resealed> rows) {
  if (rows.empty()) return std::uint64_t{0};
  auto replaced = count_of(transaction_.run(sql_of(column).replace.statement(), params_of(rows)));
  if (!replaced) return replaced;
  if (auto sent = transaction_.send(kRelease, postgres::release_params(column, rows)); !sent) return sent.error();
  return replaced;
}

Result<std::uint64_t> PostgresSecretWriter::quarantine(std::span<const service::QuarantinedRow> rows) {
  if (rows.empty()) return std::uint64_t{0};
  return count_of(transaction_.run(kQuarantine, params_of(rows)));
}

Result<std::optional<service::RekeyJob>> PostgresSecretWriter::take_job() {
  return take_first(transaction_.run(kTakeJob, {}), postgres::take_job);
}

Result<void> PostgresSecretWriter::save_job(const service::RekeyJob& job) {
  return transaction_.send(kSaveJob, params_of(job));
}

Result<std::optional<std::int64_t>> PostgresSecretWriter::end_of_stretch(const SecretColumn& column,
                                                                         const service::SealedRange& range) {
  const SealedColumnSql& sql = sql_of(column);
  const auto rows = transaction_.run((range.not_under ? sql.end_not_under : sql.end).statement(), range_params(range));
  if (!rows) return rows.error();
  return take_end(*rows);
}

Result<void> PostgresSecretWriter::note_rekeyer(std::string_view worker, Timestamp now) {
  return transaction_.send(kNoteRekeyer, Params().add(worker).add(now));
}

Result<void> PostgresSecretWriter::forget_rekeyer(std::string_view worker) {
  return transaction_.send(kForgetRekeyer, Params().add(worker));
}

}  // namespace ratestack::postgres
