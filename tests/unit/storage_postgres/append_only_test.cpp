// The database itself keeps the log append-only: the server's role lacks the rights, and the owner, who has them, meets
// triggers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/postgres_database.hpp"
#include "tests/unit/storage_postgres/appending.hpp"

namespace ratestack::postgres {
namespace {

using ::testing::HasSubstr;
using testing::PostgresDatabase;

constexpr const char* kHead = "(SELECT entry_hash FROM common_audit_log WHERE id = 3)";

class PostgresAppendOnly : public ::testing::Test {
 protected:
  PostgresAppendOnly() { EXPECT_TRUE(testing::append(*database_.open(), 3)); }
  std::string as_owner(const std::string& sql) { return database_.as("ratestack_owner").run(sql); }
  std::string as_server(const std::string& sql) {
    return database_.as("ratestack_server").run("SET ratestack.org_id = '*'; " + sql);
  }
  static std::string insert(const std::string& id, const std::string& previous, const std::string& seq = "1") {
    return "INSERT INTO common_audit_log (id, previous_hash, entry_hash, row, acting_as_org_id, org_seq, actor_id, "
           "action, "
           "correlation_id, occurred_at) VALUES (" +
           id + ", " + previous + ", decode(repeat('00', 32), 'hex'), '{}', 'org_x', " + seq + ", 'a', 'B', 'c', 0)";
  }

  PostgresDatabase database_;
};

TEST_F(PostgresAppendOnly, TheOwnerIsRefusedByTriggers) {
  EXPECT_EQ(as_owner("UPDATE common_audit_log SET row = '{}' WHERE id = 2"),
            "common_audit_log is append-only: UPDATE refused");
  EXPECT_EQ(as_owner("DELETE FROM common_audit_log WHERE id = 3"), "common_audit_log is append-only: DELETE refused");
  EXPECT_EQ(as_owner("TRUNCATE common_audit_log"), "common_audit_log is append-only: TRUNCATE refused");
  EXPECT_EQ(as_owner("TRUNCATE common_audit_log CASCADE"), "common_audit_log is append-only: TRUNCATE refused");
}

TEST_F(PostgresAppendOnly, TheServersRoleHasInsertAndSelectAlone) {
  for (const char* sql :
       {"UPDATE common_audit_log SET row = '{}'", "DELETE FROM common_audit_log", "TRUNCATE common_audit_log"}) {
    EXPECT_THAT(as_server(sql), HasSubstr("permission denied")) << sql;
  }
  EXPECT_THAT(as_server("ALTER TABLE common_audit_log DISABLE TRIGGER ALL"), HasSubstr("must be owner"));
  EXPECT_THAT(as_server("DROP TRIGGER common_audit_log_append_only ON common_audit_log"), HasSubstr("must be owner"));
  EXPECT_THAT(as_server("DROP TABLE common_audit_log"), HasSubstr("must be owner"));
  EXPECT_THAT(as_server("SET session_replication_role = replica"), HasSubstr("permission denied"));
  EXPECT_THAT(as_server("DELETE FROM audit_heads"), HasSubstr("permission denied"));
  EXPECT_THAT(as_server("DELETE FROM audit_org_heads"), HasSubstr("permission denied"));
  EXPECT_THAT(as_server("UPDATE schema_migrations SET checksum = ''"), HasSubstr("permission denied"));
}

TEST_F(PostgresAppendOnly, RefusesUpsert) {
  EXPECT_NE(as_owner(insert("3", kHead) + " ON CONFLICT (id) DO UPDATE SET row = '{}'"), "");
}

TEST_F(PostgresAppendOnly, RefusesARowThatDoesNotContinueTheLast) {
  const std::string refused = "common_audit_log: a row must continue the row before it";
  const std::string zeros = "decode(repeat('00', 32), 'hex')";
  EXPECT_EQ(as_owner(insert("4", zeros)), refused);
  EXPECT_EQ(as_owner(insert("5", kHead)), refused);
  EXPECT_EQ(as_owner(insert("0", zeros)), refused);
  EXPECT_THAT(as_owner(insert("3", "(SELECT entry_hash FROM common_audit_log WHERE id = 2)")),
              HasSubstr("duplicate key"));
}

TEST_F(PostgresAppendOnly, RefusesAGapWithinOneStatement) {
  EXPECT_EQ(
      as_owner(insert("4", kHead) + ", (6, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'), '{}', "
                                    "'org_x', 2, 'a', 'B', 'c', 0)"),
      "common_audit_log: a row must continue the row before it");
}

TEST_F(PostgresAppendOnly, RefusesASecondRowAtAnOrganisationsPlace) {
  const std::string org = testing::test_org(0).text();
  std::string sql = insert("4", kHead, "3");
  sql.replace(sql.find("org_x"), 5, org);
  EXPECT_THAT(as_owner(sql), HasSubstr("duplicate key"));
}

TEST_F(PostgresAppendOnly, AcceptsTheRowThatContinuesTheLast) { EXPECT_EQ(as_owner(insert("4", kHead)), ""); }

TEST_F(PostgresAppendOnly, RefusesHashesOfAnotherShape) {
  EXPECT_THAT(as_owner(insert("4", "decode('abcd', 'hex')")), HasSubstr("check constraint"));
}

// What the trigger cannot see, a row that is not committed yet, the primary key decides.
TEST_F(PostgresAppendOnly, OfTwoSessionsThatContinueTheSameRowOneFails) {
  auto first = database_.as("ratestack_owner"), second = database_.as("ratestack_owner");
  ASSERT_EQ(second.run("SET lock_timeout = 100"), "");
  ASSERT_EQ(first.run("BEGIN; " + insert("4", kHead)), "");
  EXPECT_THAT(second.run(insert("4", kHead, "2")), HasSubstr("lock timeout"));
  EXPECT_THAT(second.run(insert("5", kHead, "2")), HasSubstr("must continue"));
  ASSERT_EQ(first.run("COMMIT"), "");
  EXPECT_THAT(second.run(insert("4", kHead)), HasSubstr("duplicate key"));
}

}  // namespace
}  // namespace ratestack::postgres
