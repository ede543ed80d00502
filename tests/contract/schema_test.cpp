// The two schemas mean the same: what one database keeps, and what it refuses, the other does too.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "native/service/moved_tables.hpp"
#include "native/storage/postgres/migrations.hpp"
#include "native/storage/sqlite/migrations.hpp"
#include "tests/support/postgres_database.hpp"
#include "tests/support/sqlite_file.hpp"

namespace ratestack::contract {
namespace {

using Lines = std::set<std::string>;

/// Every row of a query on an SQLite file, its columns joined by "|".
Lines sqlite_lines(testing::SqliteFile& file, const std::string& sql) {
  testing::RawSqlite raw(file.path());
  const std::string all = raw.query("SELECT group_concat(line, char(10)) FROM (" + sql + ")");
  Lines lines;
  std::size_t begin = 0;
  while (begin < all.size()) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    lines.insert(all.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

Lines postgres_lines(const testing::PostgresDatabase& database, const std::string& sql) {
  const auto rows = database.as("ratestack_owner").rows(sql);
  return {rows.begin(), rows.end()};
}

class Schemas : public ::testing::Test {
 protected:
  testing::SqliteFile sqlite_;
  testing::PostgresDatabase postgres_;
};

// table.column type, and whether it may be missing. A generated column is the database's own affair.
TEST_F(Schemas, HaveTheSameTablesAndColumns) {
  const Lines sqlite = sqlite_lines(sqlite_,
                                    "SELECT t.name || '.' || c.name || ' ' || c.type || CASE WHEN c.\"notnull\" OR "
                                    "c.pk THEN '' ELSE ' optional' END AS line "
                                    "FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'");
  const Lines postgres =
      postgres_lines(postgres_,
                     "SELECT table_name || '.' || column_name || ' ' || "
                     "CASE data_type WHEN 'bigint' THEN 'INTEGER' WHEN 'text' THEN 'TEXT' WHEN 'bytea' THEN 'BLOB' "
                     "ELSE data_type END || "
                     "CASE is_nullable WHEN 'NO' THEN '' ELSE ' optional' END FROM information_schema.columns "
                     "WHERE table_schema = 'public' AND is_generated = 'NEVER'");
  EXPECT_EQ(sqlite, postgres);
  EXPECT_GT(sqlite.size(), 40U);
}

// Sets of columns that can hold a value once.
TEST_F(Schemas, RefuseTheSameDuplicates) {
  const Lines sqlite =
      sqlite_lines(sqlite_,
                   "SELECT t.name || ': ' || (SELECT group_concat(i.name, ', ') FROM pragma_index_info(x.name) i) AS "
                   "line FROM sqlite_schema t "
                   "JOIN pragma_index_list(t.name) x WHERE t.type = 'table' AND x.\"unique\" "
                   "UNION SELECT t.name || ': ' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c "
                   "WHERE t.type = 'table' AND c.pk AND (SELECT sum(pk > 0) FROM pragma_table_info(t.name)) = 1");
  const Lines postgres =
      postgres_lines(postgres_,
                     "SELECT t.relname || ': ' || (SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM "
                     "unnest(x.indkey) WITH ORDINALITY "
                     "AS k (number, place) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number) "
                     "FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid WHERE x.indisunique AND t.relnamespace = "
                     "'public'::regnamespace");
  EXPECT_EQ(sqlite, postgres);
}

TEST_F(Schemas, ReferToTheSameColumns) {
  const Lines sqlite = sqlite_lines(
      sqlite_,
      "SELECT t.name || '.' || f.\"from\" || ' -> ' || f.\"table\" || '.' || f.\"to\" AS line FROM sqlite_schema t "
      "JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'");
  const Lines postgres = postgres_lines(
      postgres_,
      "SELECT c.conrelid::regclass || '.' || a.attname || ' -> ' || c.confrelid::regclass || '.' || b.attname "
      "FROM pg_constraint c CROSS JOIN unnest(c.conkey, c.confkey) AS k (here, there) JOIN pg_attribute a ON "
      "a.attrelid = c.conrelid AND a.attnum = k.here JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = "
      "k.there WHERE c.contype = 'f'");
  EXPECT_EQ(sqlite, postgres);
}

// A move leaves nothing behind that nobody has thought of.
TEST_F(Schemas, HaveNoTableThatAMoveForgets) {
  const Lines tables = sqlite_lines(sqlite_, "SELECT name AS line FROM sqlite_schema WHERE type = 'table'");
  Lines known(service::kMovedAsRecords.begin(), service::kMovedAsRecords.end());
  known.insert(service::kLeftBehind.begin(), service::kLeftBehind.end());
  for (const auto& table : service::kMovedTables) known.insert(std::string(table.name));
  EXPECT_EQ(tables, known) << "say in moved_tables.hpp how a move treats it";
  EXPECT_EQ(known.size(), service::kMovedAsRecords.size() + service::kLeftBehind.size() + service::kMovedTables.size());
}

TEST_F(Schemas, HaveNoColumnThatAMoveForgets) {
  for (const auto& table : service::kMovedTables) {
    Lines moved;
    for (const auto& column : table.columns) {
      const char* const type = column.kind == service::ColumnKind::integer ? "INTEGER"
                               : column.kind == service::ColumnKind::blob  ? "BLOB"
                                                                           : "TEXT";
      moved.insert(std::string(column.name) + ' ' + type);
    }
    const std::string name(table.name);
    EXPECT_EQ(moved, sqlite_lines(sqlite_, "SELECT name || ' ' || type AS line FROM pragma_table_info('" + name +
                                               "') WHERE name <> 'row_no'"))
        << name;
  }
}

TEST(Migrations, HaveTheSameNumbersAndNames) {
  const auto sqlite = sqlite::embedded_migrations();
  const auto postgres = postgres::embedded_migrations();
  ASSERT_EQ(sqlite.size(), postgres.size());
  for (std::size_t i = 0; i < sqlite.size(); ++i) EXPECT_EQ(sqlite[i].name, postgres[i].name);
}

}  // namespace
}  // namespace ratestack::contract
