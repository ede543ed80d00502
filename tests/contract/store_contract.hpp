// The contract of service::Store as a suite that every implementation runs. An implementation adds its factory to
// `store_kinds` and nothing else.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "native/service/store.hpp"
#include "tests/support/log_builder.hpp"

namespace ratestack::contract {

/// A fresh, migrated, empty database that lives as long as this object.
class TestDatabase {
 public:
  virtual ~TestDatabase() = default;
  /// Another store over the same database, as another process would open it.
  virtual std::unique_ptr<service::Store> open() = 0;
  /// A file, or a URL as the server's role.
  virtual std::string place() = 0;
  /// Runs SQL behind the store's back, as someone with the database in hand; fails the test on an error.
  virtual void execute(const std::string& sql) = 0;
  /// First column of the first row; empty without one.
  virtual std::string query(const std::string& sql) = 0;
  /// "table column" of every column that holds texts.
  virtual std::vector<std::string> text_columns() = 0;
};

struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<TestDatabase>()> make;
};
std::vector<StoreKind> store_kinds();
/// What GoogleTest prints: the name, the same in every run.
void PrintTo(const StoreKind& kind, std::ostream* out);

class StoreContract : public ::testing::TestWithParam<StoreKind> {
 protected:
  StoreContract() : database_(GetParam().make()), store_(database_->open()) {}

  /// Appends the events in one transaction, placed by the service's own rules.
  Result<void> append(std::vector<AuditEvent> events);
  /// `count` events of organisations 0 and 1 in turn, a thousand a transaction.
  void append_many(std::size_t count);

  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<service::Store> store_;
};

/// The rows that `events` become after `head`, all of one transaction.
Result<std::vector<service::NewAuditRow>> rows_for(service::WriteTransaction& transaction,
                                                   std::vector<AuditEvent> events);

/// Ids of the rows, in the order given.
std::vector<std::uint64_t> ids(const std::vector<service::AuditRowRecord>& rows);
/// Every row of the scan.
std::vector<service::AuditRowRecord> read_all(service::Store& store, const service::ScanRange& range);

}  // namespace ratestack::contract

#define RATESTACK_FOR_EACH_STORE(suite)                                                              \
  INSTANTIATE_TEST_SUITE_P(Stores, suite, ::testing::ValuesIn(::ratestack::contract::store_kinds()), \
                           [](const auto& param) { return param.param.name; })
