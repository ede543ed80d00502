// Verification of the live log on PostgreSQL: what an owner with the triggers switched off has done is named by row and
// reason.
#include <gtest/gtest.h>

#include "native/service/audit_service.hpp"
#include "native/service/audit_writer.hpp"
#include "tests/support/postgres_database.hpp"
#include "tests/support/writer_fixture.hpp"
#include "tests/unit/storage_postgres/appending.hpp"

namespace ratestack::postgres {
namespace {

using service::StoreError;
using testing::test_org;

class PostgresTampering : public ::testing::Test {
 protected:
  PostgresTampering() : store_(database_.open()) {
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(testing::append(*store_, 1, i % 2));
  }
  void expect_break(std::uint64_t row_id, BreakReason reason) {
    const auto verdict = service::verify_log(*store_, {}).value();
    ASSERT_TRUE(verdict.first_break);
    EXPECT_EQ(verdict.first_break->row_id, row_id);
    EXPECT_EQ(to_string(verdict.first_break->reason), to_string(reason));
  }

  testing::PostgresDatabase database_;
  std::unique_ptr<PostgresStore> store_;
};

TEST_F(PostgresTampering, AnUntouchedLogIsWhole) {
  const auto verdict = service::verify_log(*store_, {}).value();
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.rows, 20U);
  EXPECT_TRUE(service::verify_log(*store_, {test_org(1).text(), 1, {}}).value().ok());
}

TEST_F(PostgresTampering, AnEditedRowIsNamed) {
  database_.tamper("UPDATE common_audit_log SET row = replace(row, 'success', 'failure') WHERE id = 7");
  expect_break(7, BreakReason::entry_hash_mismatch);
}

TEST_F(PostgresTampering, ADeletedRowIsNamed) {
  database_.tamper("DELETE FROM common_audit_log WHERE id = 7");
  expect_break(7, BreakReason::missing_row);
}

TEST_F(PostgresTampering, ATailCutOffIsNamed) {
  database_.tamper("DELETE FROM common_audit_log WHERE id > 15");
  expect_break(16, BreakReason::truncated);
}

TEST_F(PostgresTampering, ASwappedPairIsNamed) {
  database_.tamper(
      "UPDATE common_audit_log SET id = -1 WHERE id = 7; UPDATE common_audit_log SET id = 7 WHERE id = 8; "
      "UPDATE common_audit_log SET id = 8 WHERE id = -1");
  expect_break(7, BreakReason::previous_hash_mismatch);
}

TEST_F(PostgresTampering, AnEditedSearchColumnIsNamed) {
  database_.tamper("UPDATE common_audit_log SET actor_id = 'somebody' WHERE id = 9");
  expect_break(9, BreakReason::malformed_row);
}

TEST_F(PostgresTampering, AnotherHeadOfAnOrganisationIsNamed) {
  database_.tamper("UPDATE audit_org_heads SET seq = seq - 1 WHERE org_id = '" + test_org(1).text() + "'");
  const auto verdict = service::verify_log(*store_, {}).value();
  EXPECT_FALSE(verdict.ok());
}

// It continues the log as far as the database can tell, but nobody has made that hash.
TEST_F(PostgresTampering, AForeignRowStopsTheWriterAndIsNamed) {
  ASSERT_EQ(
      database_.as("ratestack_owner")
          .run("INSERT INTO common_audit_log SELECT 21, entry_hash, decode(repeat('ab', 32), 'hex'), '{}', 'org_x', 1, "
               "'a', 'B', 'c', 0 FROM common_audit_log WHERE id = 20"),
      "");
  testing::SetClock clock;
  service::AuditWriter writer(*store_, clock);
  const auto refused = writer.submit_and_wait(testing::job_of(test_org(0)));
  EXPECT_EQ(refused.error().code, make_error_code(StoreError::corrupt));
  expect_break(21, BreakReason::malformed_row);
}

}  // namespace
}  // namespace ratestack::postgres
