#include "native/storage/sqlite/migrations.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "ratestack/crypto/sha256.hpp"
#include "tests/support/sqlite_file.hpp"

namespace ratestack::sqlite {
namespace {

using service::StoreError;
using testing::RawSqlite;
using testing::SqliteFile;
using testing::TempDir;

constexpr Migration kFirst{1, "0001_one", "aaaa", "CREATE TABLE one (x INTEGER) STRICT;"};
constexpr Migration kSecond{2, "0002_two", "bbbb", "CREATE TABLE two (x INTEGER) STRICT; INSERT INTO one VALUES (2);"};
constexpr Migration kHalfBroken{2, "0002_two", "bbbb",
                                "CREATE TABLE two (x INTEGER) STRICT; INSERT INTO none VALUES (2);"};

class Migrations : public ::testing::Test {
 protected:
  Migrations() { std::ofstream(path()).flush(); }
  [[nodiscard]] std::filesystem::path path() const { return directory_.path() / "m.db"; }
  std::unique_ptr<Connection> open() { return std::move(Connection::open(path(), {}).value()); }
  Result<MigrationReport> apply(std::vector<Migration> known) { return apply_migrations(*open(), known); }
  boost::system::error_code check(std::vector<Migration> known) { return check_schema(*open(), known).error().code; }
  std::string query(const std::string& sql) { return RawSqlite(path()).query(sql); }

  TempDir directory_;
};

TEST_F(Migrations, ApplyInOrderToANewFile) {
  const auto report = apply({kFirst, kSecond}).value();
  EXPECT_EQ(report.from_version, 0);
  EXPECT_EQ(report.to_version, 2);
  EXPECT_EQ(report.applied, (std::vector<std::string>{"0001_one", "0002_two"}));
  EXPECT_EQ(query("SELECT x FROM one"), "2");
  EXPECT_EQ(query("SELECT group_concat(version || name || checksum) FROM schema_migrations"),
            "10001_oneaaaa,20002_twobbbb");
}

TEST_F(Migrations, ASecondRunFindsNothingToDo) {
  ASSERT_TRUE(apply({kFirst, kSecond}));
  const auto report = apply({kFirst, kSecond}).value();
  EXPECT_TRUE(report.applied.empty());
  EXPECT_EQ(report.from_version, 2);
  EXPECT_EQ(report.to_version, 2);
}

TEST_F(Migrations, GoOnFromWhereTheDatabaseStands) {
  ASSERT_TRUE(apply({kFirst}));
  const auto report = apply({kFirst, kSecond}).value();
  EXPECT_EQ(report.from_version, 1);
  EXPECT_EQ(report.applied, std::vector<std::string>{"0002_two"});
}

TEST_F(Migrations, OneThatFailsHalfWayLeavesNothingOfItself) {
  const auto failed = apply({kFirst, kHalfBroken});
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.error().context.find("0002_two"), std::string::npos);
  EXPECT_EQ(query("SELECT count(*) FROM sqlite_master WHERE name = 'two'"), "0");
  EXPECT_EQ(query("SELECT max(version) FROM schema_migrations"), "1");
  EXPECT_TRUE(apply({kFirst, kSecond}));
}

TEST_F(Migrations, ADatabaseOfANewerProgramIsLeftAlone) {
  ASSERT_TRUE(apply({kFirst, kSecond}));
  EXPECT_EQ(apply({kFirst}).error().code, make_error_code(StoreError::schema_ahead));
  EXPECT_EQ(check({kFirst}), make_error_code(StoreError::schema_ahead));
}

TEST_F(Migrations, AnEditedHistoryIsRefused) {
  ASSERT_TRUE(apply({kFirst}));
  Migration edited = kFirst;
  edited.checksum = "cccc";
  EXPECT_EQ(apply({edited, kSecond}).error().code, make_error_code(StoreError::schema_changed));
  EXPECT_EQ(check({edited}), make_error_code(StoreError::schema_changed));
}

TEST_F(Migrations, AHoleInTheHistoryIsRefused) {
  ASSERT_TRUE(apply({kFirst, kSecond}));
  ASSERT_EQ(RawSqlite(path()).run("DELETE FROM schema_migrations WHERE version = 1"), "");
  EXPECT_EQ(apply({kFirst, kSecond}).error().code, make_error_code(StoreError::schema_changed));
}

TEST_F(Migrations, AnotherProgramsFileIsLeftAlone) {
  ASSERT_EQ(RawSqlite(path()).run("CREATE TABLE theirs (x)"), "");
  EXPECT_EQ(apply({kFirst}).error().code, make_error_code(StoreError::schema_changed));
  EXPECT_EQ(query("SELECT count(*) FROM sqlite_master"), "1");
}

TEST_F(Migrations, ADatabaseThatLagsBehindIsNamed) {
  EXPECT_EQ(check({kFirst}), make_error_code(StoreError::schema_behind));
  ASSERT_TRUE(apply({kFirst}));
  EXPECT_EQ(check({kFirst, kSecond}), make_error_code(StoreError::schema_behind));
}

TEST_F(Migrations, TwoProgramsAtOnceApplyEachOnce) {
  std::vector<std::thread> programs;
  std::atomic<int> applied{0};
  for (int i = 0; i < 4; ++i) {
    programs.emplace_back([&] {
      const auto report = apply({kFirst, kSecond});
      ASSERT_TRUE(report) << report.error().message();
      applied += static_cast<int>(report.value().applied.size());
    });
  }
  for (auto& program : programs) program.join();
  EXPECT_EQ(applied, 2);
}

TEST(EmbeddedMigrations, AreNumberedAndChecksummed) {
  std::int64_t version = 0;
  for (const Migration& migration : embedded_migrations()) {
    EXPECT_EQ(migration.version, ++version);
    EXPECT_EQ(migration.checksum, sha256(as_bytes(migration.sql)).to_hex());
  }
  EXPECT_GE(version, 1);
}

TEST(Migrate, MakesAFileThatOnlyItsOwnerCanRead) {
  SqliteFile file;
  ASSERT_TRUE(file.store().transact([](service::WriteTransaction&) -> Result<void> { return {}; }));
  for (const char* suffix : {"", "-wal", "-shm"}) {
    struct stat info {};
    ASSERT_EQ(::stat((file.path().string() + suffix).c_str(), &info), 0) << suffix;
    EXPECT_EQ(info.st_mode & 0777U, 0600U) << suffix;
  }
}

TEST(Migrate, LeavesAMigratedFileAlone) {
  SqliteFile file;
  const auto again = migrate(file.path());
  ASSERT_TRUE(again);
  EXPECT_TRUE(again.value().applied.empty());
}

}  // namespace
}  // namespace ratestack::sqlite
