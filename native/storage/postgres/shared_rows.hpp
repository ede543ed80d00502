// The statements of storage/shared, run on PostgreSQL.
#pragma once

#include "native/storage/postgres/reading.hpp"
#include "native/storage/postgres/row_of.hpp"
#include "native/storage/postgres/write_transaction.hpp"
#include "native/storage/shared/named_sql.hpp"
#include "ratestack/base/ids.hpp"

namespace ratestack::postgres {

template <typename Take>
auto take_each(const Result<Rows>& rows, const Take& take)
    -> Result<std::vector<typename std::invoke_result_t<Take, RowOf>::value_type>> {
  if (!rows) return rows.error();
  std::vector<typename std::invoke_result_t<Take, RowOf>::value_type> records;
  for (int i = 0; i < rows->size(); ++i) {
    auto record = take(RowOf{*rows, i});
    if (!record) return record.error();
    records.push_back(std::move(record.value()));
  }
  return records;
}

template <typename... Values>
Params params_with(const Values&... values) {
  Params params;
  (params.add(values), ...);
  return params;
}

/// On any connection of the pool, for the whole platform.
class SharedReadings {
 public:
  explicit SharedReadings(Reading& reading) : reading_(&reading) {}

  /// The same, on sessions that see the rows of `org` alone, whatever a statement asks for.
  [[nodiscard]] SharedReadings within(const OrgId& org) const {
    SharedReadings narrowed(*this);
    narrowed.scope_ = Scope::org(org.view());
    return narrowed;
  }

  template <typename Take, typename... Values>
  auto read(const storage::NamedSql& sql, const Take& take, const Values&... values) const {
    const Params params = params_with(values...);
    return reading_->run(scope_, [&](Connection& c, Deadline d) {
      return take_each(c.run(Statement{sql.name, sql.sql}, params, d), take);
    });
  }

 private:
  Reading* reading_;
  Scope scope_ = Scope::platform();
};

/// Within a transaction.
class SharedWritings {
 public:
  explicit SharedWritings(PostgresWriteTransaction& transaction) : transaction_(&transaction) {}

  template <typename Take, typename... Values>
  auto read(const storage::NamedSql& sql, const Take& take, const Values&... values) const {
    return take_each(transaction_->run(Statement{sql.name, sql.sql}, params_with(values...)), take);
  }
  template <typename... Values>
  Result<void> write(const storage::NamedSql& sql, const Values&... values) const {
    return transaction_->send(Statement{sql.name, sql.sql}, params_with(values...));
  }

 private:
  PostgresWriteTransaction* transaction_;
};

}  // namespace ratestack::postgres
