// The implementations that the contract suites run against.
#include "native/storage/sqlite/sqlite_store.hpp"
#include "tests/contract/store_contract.hpp"
#include "tests/support/postgres_database.hpp"
#include "tests/support/temp_dir.hpp"

namespace ratestack::contract {
namespace {

class SqliteDatabase final : public TestDatabase {
 public:
  SqliteDatabase() { EXPECT_TRUE(sqlite::migrate(file())); }
  std::unique_ptr<service::Store> open() override { return std::move(sqlite::SqliteStore::open(file()).value()); }

 private:
  [[nodiscard]] std::filesystem::path file() const { return directory_.path() / "store.db"; }
  testing::TempDir directory_;
};

class PostgresTestDatabase final : public TestDatabase {
 public:
  std::unique_ptr<service::Store> open() override { return database_.open(); }

 private:
  testing::PostgresDatabase database_;
};

}  // namespace

std::vector<StoreKind> store_kinds() {
  return {{"Sqlite", [] { return std::make_unique<SqliteDatabase>(); }},
          {"Postgres", [] { return std::make_unique<PostgresTestDatabase>(); }}};
}

}  // namespace ratestack::contract
