#include "native/service/secrets/verify_secrets.hpp"

#include "native/service/secrets/sealed_values.hpp"

namespace ratestack::service {
namespace {

constexpr std::size_t kStretchRows = 256;  // of up to 64 KiB each

Result<void> try_row(const SecretEncryptor& encryptor, const SecretColumn& column, const SealedRow& row) {
  const auto place = place_of(column, row.org_id, row.id);
  if (!place) return place.error();
  const auto opened = encryptor.open(*place, row.envelope);
  if (!opened) return opened.error();
  return {};
}

void count(SecretsVerdict& verdict, const SecretColumn& column, const SealedRow& row, const Result<void>& tried,
           Timestamp now) {
  ++verdict.rows;
  if (tried) {
    ++verdict.opened;
    return;
  }
  const std::string reason = tried.error().code.message();
  ++verdict.refused[reason];
  if (verdict.first_refused.size() == kShownRefused) return;
  verdict.first_refused.push_back(
      {std::string(column.table), std::string(column.column), row.id, row.org_id, reason, now});
}

}  // namespace

Result<SecretsVerdict> verify_secrets(Store& store, const SecretEncryptor& encryptor, Timestamp now,
                                      const std::function<void(std::uint64_t)>& on_progress) {
  SecretsVerdict verdict;
  for (const SecretColumn& column : kSecretColumns) {
    for (SealedRange range{.limit = kStretchRows};;) {
      const auto read = store.secrets().sealed_rows(column, range);
      if (!read) return read.error();
      const std::vector<SealedRow>& rows = read.value();
      if (rows.empty()) break;
      for (const SealedRow& row : rows) count(verdict, column, row, try_row(encryptor, column, row), now);
      range.after = rows.back().row_no;
      if (on_progress) on_progress(verdict.rows);
    }
  }
  return verdict;
}

}  // namespace ratestack::service
