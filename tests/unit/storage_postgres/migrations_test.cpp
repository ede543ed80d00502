#include "native/storage/postgres/migrations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/support/postgres_database.hpp"

namespace ratestack::postgres {
namespace {

using service::Migration;
using service::MigrationReport;
using service::StoreError;
using ::testing::HasSubstr;
using testing::PostgresDatabase;
using testing::Schema;

constexpr Migration kFirst{1, "0001_one", "aaaa", "CREATE TABLE one (x bigint);"};
constexpr Migration kSecond{2, "0002_two", "bbbb", "CREATE TABLE two (x bigint); INSERT INTO one VALUES (2);"};
constexpr Migration kHalfBroken{2, "0002_two", "bbbb", "CREATE TABLE two (x bigint); INSERT INTO none VALUES (2);"};

class PostgresMigrations : public ::testing::Test {
 protected:
  std::unique_ptr<Connection> open() {
    SessionOptions options;
    options.session = Session::writing;
    return std::move(Connection::open(database_.target("ratestack_owner"), options, in_time()).value());
  }
  static Deadline in_time() { return Deadline::in(std::chrono::seconds(10)); }
  Result<MigrationReport> apply(std::vector<Migration> known, const std::string& role = "ratestack_server") {
    return apply_migrations(*open(), known, role, in_time());
  }
  boost::system::error_code check(std::vector<Migration> known) {
    return check_schema(*open(), known, in_time()).error().code;
  }
  std::string query(const std::string& sql) { return database_.as("ratestack_owner").query(sql); }

  PostgresDatabase database_{Schema::empty};
};

TEST_F(PostgresMigrations, ApplyInOrderToANewDatabase) {
  const auto report = apply({kFirst, kSecond}).value();
  EXPECT_EQ(report.from_version, 0);
  EXPECT_EQ(report.to_version, 2);
  EXPECT_EQ(report.applied, (std::vector<std::string>{"0001_one", "0002_two"}));
  EXPECT_EQ(query("SELECT x FROM one"), "2");
  EXPECT_EQ(query("SELECT string_agg(version || name || checksum, ',' ORDER BY version) FROM schema_migrations"),
            "10001_oneaaaa,20002_twobbbb");
}

TEST_F(PostgresMigrations, ASecondRunFindsNothingToDo) {
  ASSERT_TRUE(apply({kFirst, kSecond}));
  const auto report = apply({kFirst, kSecond}).value();
  EXPECT_TRUE(report.applied.empty());
  EXPECT_EQ(report.from_version, 2);
}

TEST_F(PostgresMigrations, GoOnFromWhereTheDatabaseStands) {
  ASSERT_TRUE(apply({kFirst}));
  const auto report = apply({kFirst, kSecond}).value();
  EXPECT_EQ(report.from_version, 1);
  EXPECT_EQ(report.applied, std::vector<std::string>{"0002_two"});
}

TEST_F(PostgresMigrations, AScriptThatFailsLeavesNothingOfItself) {
  const auto failed = apply({kFirst, kHalfBroken});
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().context, HasSubstr("0002_two"));
  EXPECT_EQ(query("SELECT to_regclass('two') IS NULL"), "t");
  EXPECT_EQ(query("SELECT count(*) FROM schema_migrations"), "1");
  EXPECT_TRUE(apply({kFirst, kSecond}));
}

TEST_F(PostgresMigrations, TwoProgramsAtOnceApplyEachScriptOnce) {
  std::vector<std::thread> programs;
  std::atomic<int> applied{0};
  for (int i = 0; i < 4; ++i) {
    programs.emplace_back([&] {
      const auto report = apply({kFirst, kSecond});
      ASSERT_TRUE(report) << report.error().message();
      applied += static_cast<int>(report->applied.size());
    });
  }
  for (auto& program : programs) program.join();
  EXPECT_EQ(applied, 2);
}

TEST_F(PostgresMigrations, OtherHistoriesAreNamed) {
  EXPECT_EQ(check({kFirst}), make_error_code(StoreError::schema_behind));
  ASSERT_TRUE(apply({kFirst, kSecond}));
  EXPECT_EQ(check({kFirst}), make_error_code(StoreError::schema_ahead));
  Migration edited = kFirst;
  edited.checksum = "cccc";
  EXPECT_EQ(check({edited, kSecond}), make_error_code(StoreError::schema_changed));
  ASSERT_EQ(database_.as("ratestack_owner").run("DELETE FROM schema_migrations WHERE version = 1"), "");
  EXPECT_EQ(check({kFirst, kSecond}), make_error_code(StoreError::schema_changed));
}

TEST_F(PostgresMigrations, ADatabaseOfAnotherProgramIsLeftAlone) {
  ASSERT_EQ(database_.as("ratestack_owner").run("CREATE TABLE theirs (x int)"), "");
  EXPECT_EQ(apply({kFirst}).error().code, make_error_code(StoreError::schema_changed));
}

TEST_F(PostgresMigrations, AServerRoleThatDoesNotExistIsNamed) {
  const auto refused = migrate(database_.target("ratestack_owner"), "nobody_of_that_name");
  EXPECT_EQ(refused.error().code, make_error_code(StoreError::not_found));
  EXPECT_THAT(refused.error().context, HasSubstr("--server-role"));
  EXPECT_TRUE(migrate(database_.target("ratestack_owner"), "ratestack_server"));
}

TEST_F(PostgresMigrations, WithoutTheRightToCreateNothingIsDone) {
  const auto refused = migrate(database_.target("outsider"), "ratestack_server");
  EXPECT_EQ(refused.error().code, make_error_code(StoreError::access_denied));
}

}  // namespace
}  // namespace ratestack::postgres
