// The statements of storage/shared, run on SQLite.
#pragma once

#include <type_traits>
#include <vector>

#include "native/storage/shared/named_sql.hpp"
#include "native/storage/sqlite/read_pool.hpp"
#include "native/storage/sqlite/write_guard.hpp"
#include "ratestack/base/ids.hpp"

namespace ratestack::sqlite {

template <typename Take, typename... Values>
auto read_each(Connection& connection, const storage::NamedSql& sql, const Take& take, const Values&... values)
    -> Result<std::vector<typename std::invoke_result_t<Take, const Statement&>::value_type>> {
  auto select = connection.prepare(sql.sql);
  if (!select) return select.error();
  (select->bind(values), ...);
  std::vector<typename std::invoke_result_t<Take, const Statement&>::value_type> records;
  for (auto row = select->step();; row = select->step()) {
    if (!row) return row.error();
    if (!*row) return records;
    auto record = take(*select);
    if (!record) return record.error();
    records.push_back(std::move(record.value()));
  }
}

/// On any of the reading connections.
class SharedReadings {
 public:
  explicit SharedReadings(ReadPool& readers) : readers_(&readers) {}

  /// The same: SQLite has no wall between tenants, a statement's own condition is what there is.
  [[nodiscard]] SharedReadings within(const OrgId& /*org*/) const { return *this; }

  template <typename Take, typename... Values>
  auto read(const storage::NamedSql& sql, const Take& take, const Values&... values) const
      -> decltype(read_each(std::declval<Connection&>(), sql, take, values...)) {
    auto connection = readers_->borrow();
    if (!connection) return connection.error();
    return read_each(**connection, sql, take, values...);
  }

 private:
  ReadPool* readers_;
};

/// Within a transaction. Each reads as a write does: what answers rows here writes, too.
class SharedWritings {
 public:
  SharedWritings(Connection& connection, WriteGuard& guard) : connection_(&connection), guard_(&guard) {}

  template <typename Take, typename... Values>
  auto read(const storage::NamedSql& sql, const Take& take, const Values&... values) const {
    return guard_->run([&] { return read_each(*connection_, sql, take, values...); });
  }
  template <typename... Values>
  Result<void> write(const storage::NamedSql& sql, const Values&... values) const {
    return guard_->run([&]() -> Result<void> {
      auto statement = connection_->prepare(sql.sql);
      if (!statement) return statement.error();
      (statement->bind(values), ...);
      return statement->run();
    });
  }

 private:
  Connection* connection_;
  WriteGuard* guard_;
};

}  // namespace ratestack::sqlite
