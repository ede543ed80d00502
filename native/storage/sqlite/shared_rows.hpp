// The statements of storage/shared, run on SQLite.
#pragma once

#include <type_traits>
#include <vector>

#include "native/storage/shared/named_sql.hpp"
#include "native/storage/shared/table_sql.hpp"
#include "native/storage/sqlite/read_pool.hpp"
#include "native/storage/sqlite/write_guard.hpp"

namespace ratestack::sqlite {

/// All rows of a statement whose parameters `bind` has put in.
template <typename Take, typename Bind>
auto read_each(Connection& connection, const storage::NamedSql& sql, const Take& take, const Bind& bind)
    -> Result<std::vector<typename std::invoke_result_t<Take, const Statement&>::value_type>> {
  auto select = connection.prepare(sql.sql);
  if (!select) return select.error();
  bind(*select);
  std::vector<typename std::invoke_result_t<Take, const Statement&>::value_type> records;
  for (auto row = select->step();; row = select->step()) {
    if (!row) return row.error();
    if (!*row) return records;
    auto record = take(*select);
    if (!record) return record.error();
    records.push_back(std::move(record.value()));
  }
}

template <typename Bind>
Result<void> run_one(Connection& connection, const storage::NamedSql& sql, const Bind& bind) {
  auto statement = connection.prepare(sql.sql);
  if (!statement) return statement.error();
  bind(*statement);
  return statement->run();
}

inline auto binder_of_cells(std::span<const service::Cell> cells) {
  return [cells](Statement& statement) {
    for (const service::Cell& cell : cells) {
      storage::bind_cell(cell, [&statement](const auto& value) { statement.bind(value); });
    }
  };
}

/// The values live as long as the statement runs.
template <typename... Values>
auto binder_of(const Values&... values) {
  return [&values...](Statement& statement) { (statement.bind(values), ...); };
}

/// On any of the reading connections.
class SharedReadings {
 public:
  explicit SharedReadings(ReadPool& readers) : readers_(&readers) {}

  template <typename Take, typename... Values>
  auto read(const storage::NamedSql& sql, const Take& take, const Values&... values) const {
    return on_one(sql, take, binder_of(values...));
  }
  template <typename Take>
  auto read_cells(const storage::NamedSql& sql, const Take& take, std::span<const service::Cell> cells) const {
    return on_one(sql, take, binder_of_cells(cells));
  }

 private:
  template <typename Take, typename Bind>
  auto on_one(const storage::NamedSql& sql, const Take& take, const Bind& bind) const
      -> decltype(read_each(std::declval<Connection&>(), sql, take, bind)) {
    auto connection = readers_->borrow();
    if (!connection) return connection.error();
    return read_each(**connection, sql, take, bind);
  }

  ReadPool* readers_;
};

/// Within a transaction. Each reads as a write does: what answers rows here writes, too.
class SharedWritings {
 public:
  SharedWritings(Connection& connection, WriteGuard& guard) : connection_(&connection), guard_(&guard) {}

  template <typename Take, typename... Values>
  auto read(const storage::NamedSql& sql, const Take& take, const Values&... values) const {
    return guard_->run([&] { return read_each(*connection_, sql, take, binder_of(values...)); });
  }
  template <typename... Values>
  Result<void> write(const storage::NamedSql& sql, const Values&... values) const {
    return guard_->run([&] { return run_one(*connection_, sql, binder_of(values...)); });
  }
  Result<void> write_cells(const storage::NamedSql& sql, std::span<const service::Cell> cells) const {
    return guard_->run([&] { return run_one(*connection_, sql, binder_of_cells(cells)); });
  }

 private:
  Connection* connection_;
  WriteGuard* guard_;
};

}  // namespace ratestack::sqlite
