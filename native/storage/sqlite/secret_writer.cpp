#include "native/storage/sqlite/secret_writer.hpp"

#include "native/storage/sqlite/secret_tables.hpp"

namespace ratestack::sqlite {

Result<std::optional<service::WriteFence>> SqliteSecretWriter::hold_fence() { return read_fence(connection_); }

Result<void> SqliteSecretWriter::set_fence(const service::WriteFence& fence) {
  return guard_.run([&] { return write_fence(connection_, fence); });
}

Result<std::optional<service::SecretRecord>> SqliteSecretWriter::find(const service::SecretName& name) {
  return read_secret(connection_, name);
}

Result<void> SqliteSecretWriter::insert(const service::SecretRecord& record) {
  return guard_.run([&] { return insert_secret(connection_, record); });
}

Result<void> SqliteSecretWriter::update(const service::SecretRecord& record) {
  return guard_.run([&] { return update_secret(connection_, record); });
}

Result<void> SqliteSecretWriter::remove(const service::SecretRecord& record) {
  return guard_.run([&] { return delete_secret(connection_, record); });
}

Result<std::uint64_t> SqliteSecretWriter::replace(const service::SecretColumn& column,
                                                  std::span<const service::Resealed> rows) {
  return guard_.run([&] { return replace_sealed(connection_, column, rows); });
}

Result<std::uint64_t> SqliteSecretWriter::quarantine(std::span<const service::QuarantinedRow> rows) {
  return guard_.run([&] { return insert_quarantined(connection_, rows); });
}

Result<std::optional<service::RekeyJob>> SqliteSecretWriter::take_job() { return read_job(connection_); }

Result<void> SqliteSecretWriter::save_job(const service::RekeyJob& job) {
  return guard_.run([&] { return write_job(connection_, job); });
}

Result<std::optional<std::int64_t>> SqliteSecretWriter::end_of_stretch(const service::SecretColumn& column,
                                                                       const service::SealedRange& range) {
  return read_end_of_stretch(connection_, column, range);
}

Result<void> SqliteSecretWriter::note_rekeyer(std::string_view worker, Timestamp now) {
  return guard_.run([&] { return write_rekeyer(connection_, worker, now); });
}

Result<void> SqliteSecretWriter::forget_rekeyer(std::string_view worker) {
  return guard_.run([&] { return delete_rekeyer(connection_, worker); });
}

}  // namespace ratestack::sqlite
