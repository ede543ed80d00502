// The implementations that the contract suites run against.
#include "native/storage/sqlite/sqlite_store.hpp"
#include "tests/contract/store_contract.hpp"
#include "tests/support/postgres_database.hpp"
#include "tests/support/sqlite_file.hpp"
#include "tests/support/temp_dir.hpp"

namespace ratestack::contract {
namespace {

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

class SqliteDatabase final : public TestDatabase {
 public:
  SqliteDatabase() { EXPECT_TRUE(sqlite::migrate(file())); }
  std::unique_ptr<service::Store> open() override { return std::move(sqlite::SqliteStore::open(file()).value()); }
  std::string place() override { return file().string(); }
  void execute(const std::string& sql) override { EXPECT_EQ(testing::RawSqlite(file()).run(sql), ""); }
  std::string query(const std::string& sql) override { return testing::RawSqlite(file()).query(sql); }
  std::vector<std::string> text_columns() override {
    return lines(
        query("SELECT group_concat(t.name || ' ' || c.name, char(10)) FROM sqlite_schema t "
              "JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.type = 'TEXT'"));
  }

 private:
  [[nodiscard]] std::filesystem::path file() const { return directory_.path() / "store.db"; }
  testing::TempDir directory_;
};

class PostgresTestDatabase final : public TestDatabase {
 public:
  std::unique_ptr<service::Store> open() override { return database_.open(); }
  std::string place() override { return testing::postgres_url("ratestack_server", database_.name()); }
  void execute(const std::string& sql) override { EXPECT_EQ(database_.as("postgres").run(sql), ""); }
  std::string query(const std::string& sql) override { return database_.as("postgres").query(sql); }
  std::vector<std::string> text_columns() override {
    return database_.as("postgres")
        .rows(
            "SELECT table_name || ' ' || column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type = 'text'");
  }

 private:
  testing::PostgresDatabase database_;
};

}  // namespace

std::vector<StoreKind> store_kinds() {
  return {{"Sqlite", [] { return std::make_unique<SqliteDatabase>(); }},
          {"Postgres", [] { return std::make_unique<PostgresTestDatabase>(); }}};
}

}  // namespace ratestack::contract
