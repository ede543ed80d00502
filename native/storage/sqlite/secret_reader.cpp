#include "native/storage/sqlite/secret_reader.hpp"

#include "native/storage/sqlite/secret_tables.hpp"

namespace ratestack::sqlite {

using service::SecretColumn;

template <typename Read>
auto SqliteSecretReader::reading(const Read& read) -> decltype(read(std::declval<Connection&>())) {
  auto connection = readers_.borrow();
  if (!connection) return connection.error();
  return read(**connection);
}

Result<std::optional<service::WriteFence>> SqliteSecretReader::fence() {
  return reading([](Connection& c) { return read_fence(c); });
}

Result<std::optional<service::SecretRecord>> SqliteSecretReader::find(const service::SecretName& name) {
  return reading([&](Connection& c) { return read_secret(c, name); });
}

Result<std::vector<service::SecretRecord>> SqliteSecretReader::list(const OrgId& org_id, std::string_view after_kind,
                                                                    std::string_view after_name, std::size_t limit) {
  return reading([&](Connection& c) { return list_secrets(c, org_id, after_kind, after_name, limit); });
}

Result<std::vector<service::KidCount>> SqliteSecretReader::count_by_kid(const SecretColumn& column) {
  return reading([&](Connection& c) { return sqlite::count_by_kid(c, column); });
}

Result<std::vector<service::SealedRow>> SqliteSecretReader::sealed_rows(const SecretColumn& column,
                                                                        const service::SealedRange& range) {
  return reading([&](Connection& c) { return read_sealed(c, column, range); });
}

Result<std::optional<service::RekeyJob>> SqliteSecretReader::job() {
  return reading([](Connection& c) { return read_job(c); });
}

Result<std::uint64_t> SqliteSecretReader::rekeyers_seen_since(Timestamp time) {
  return reading([&](Connection& c) { return count_rekeyers(c, time); });
}

Result<std::vector<service::QuarantinedRow>> SqliteSecretReader::quarantined(
    const std::optional<service::QuarantinedRow>& after, std::size_t limit) {
  return reading([&](Connection& c) { return list_quarantined(c, after, limit); });
}

Result<std::uint64_t> SqliteSecretReader::count_quarantined() {
  return reading([](Connection& c) { return sqlite::count_quarantined(c); });
}

}  // namespace ratestack::sqlite
