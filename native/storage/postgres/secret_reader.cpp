#include "native/storage/postgres/secret_reader.hpp"

#include "native/storage/postgres/reading.hpp"
#include "native/storage/postgres/secret_tables.hpp"

namespace ratestack::postgres {

using service::QuarantinedRow;
using service::SealedRow;
using service::SecretColumn;
using service::SecretRecord;
using namespace secret_statements;  // NOLINT(google-build-using-namespace): the statements of this file's tables

Result<std::optional<service::WriteFence>> PostgresSecretReader::fence() {
  return reading_.run(Scope::platform(),
                      [](Connection& c, Deadline d) { return take_first(c.run(kFence, {}, d), take_fence); });
}

Result<std::optional<SecretRecord>> PostgresSecretReader::find(const service::SecretName& name) {
  return reading_.run(Scope::org(name.org_id.view()), [&](Connection& c, Deadline d) {
    return take_first(c.run(kFind, params_of(name), d), take_secret);
  });
}

Result<std::vector<SecretRecord>> PostgresSecretReader::list(const OrgId& org_id, std::string_view after_kind,
                                                             std::string_view after_name, std::size_t limit) {
  Params params;
  params.add(org_id.view()).add(after_kind).add(after_name).add(std::uint64_t{limit});
  return reading_.run(Scope::org(org_id.view()),
                      [&](Connection& c, Deadline d) { return take_all(c.run(kList, params, d), take_secret); });
}

Result<std::vector<service::KidCount>> PostgresSecretReader::count_by_kid(const SecretColumn& column) {
  const Statement count = sql_of(column).count.statement();
  return reading_.run(Scope::platform(),
                      [&](Connection& c, Deadline d) { return take_all(c.run(count, {}, d), take_count); });
}

Result<std::vector<SealedRow>> PostgresSecretReader::sealed_rows(const SecretColumn& column,
                                                                 const service::SealedRange& range) {
  const SealedColumnSql& sql = sql_of(column);
  const Statement select = (range.not_under ? sql.rows_not_under : sql.rows).statement();
  const Params params = range_params(range);
  return reading_.run(Scope::platform(),
                      [&](Connection& c, Deadline d) { return take_all(c.run(select, params, d), take_sealed); });
}

Result<std::optional<service::RekeyJob>> PostgresSecretReader::job() {
  return reading_.run(Scope::platform(),
                      [](Connection& c, Deadline d) { return take_first(c.run(kJob, {}, d), take_job); });
}

Result<std::uint64_t> PostgresSecretReader::rekeyers_seen_since(Timestamp time) {
  return reading_.run(Scope::platform(), [&](Connection& c, Deadline d) -> Result<std::uint64_t> {
    const auto rows = c.run(kRekeyers, Params().add(time), d);
    if (!rows) return rows.error();
    return rows->count(0, 0);
  });
}

Result<std::vector<QuarantinedRow>> PostgresSecretReader::quarantined(const std::optional<QuarantinedRow>& after,
                                                                      std::size_t limit) {
  Params params;
  const auto add = [&](std::string QuarantinedRow::*member) {
    params.add(after ? std::string_view((*after).*member) : std::string_view());
  };
  add(&QuarantinedRow::table);
  add(&QuarantinedRow::column);
  add(&QuarantinedRow::row_id);
  params.add(std::uint64_t{limit});
  return reading_.run(Scope::platform(), [&](Connection& c, Deadline d) {
    return take_all(c.run(kQuarantined, params, d), take_quarantined);
  });
}

Result<std::uint64_t> PostgresSecretReader::count_quarantined() {
  return reading_.run(Scope::platform(), [](Connection& c, Deadline d) -> Result<std::uint64_t> {
    const auto rows = c.run(kCountQuarantined, {}, d);
    if (!rows) return rows.error();
    return rows->count(0, 0);
  });
}

}  // namespace ratestack::postgres
