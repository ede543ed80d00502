// Verification of the live log: every way to tamper with the file is named by row and reason.
#include <gtest/gtest.h>

#include "native/service/audit_service.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "tests/support/writer_fixture.hpp"

namespace ratestack::service {
namespace {

using testing::job_of;
using testing::RawSqlite;
using testing::SqliteFile;
using testing::test_org;

constexpr std::uint64_t kRows = 20;

class VerifyLog : public ::testing::Test {
 protected:
  /// Rows 1 to 20, of organisations 0 and 1 in turn: odd ids are organisation 0's.
  VerifyLog() {
    testing::SetClock clock;
    AuditWriter writer(file_.store(), clock);
    for (std::uint64_t i = 0; i < kRows; ++i) {
      EXPECT_TRUE(writer.submit_and_wait(job_of(test_org(static_cast<int>(i % 2)))));
    }
  }

  ChainVerdict verify(const LogRange& range = {}) { return verify_log(file_.store(), range).value(); }
  std::string text_of(std::uint64_t id) {
    return RawSqlite(file_.path()).query("SELECT row FROM common_audit_log WHERE id = " + std::to_string(id));
  }
  std::string hash_column(const std::string& column, std::uint64_t id) {
    return RawSqlite(file_.path())
        .query("SELECT lower(hex(" + column + ")) FROM common_audit_log WHERE id = " + std::to_string(id));
  }
  /// Gives row `id` this text and the entry_hash that fits it, as a forger would.
  void forge(std::uint64_t id, const std::string& text) {
    const auto previous = Digest::from_hex(hash_column("previous_hash", id)).value();
    const std::string entry = sha256_chain_link({previous, as_bytes(text)}).to_hex();
    file_.tamper("UPDATE common_audit_log SET row = '" + text + "', entry_hash = x'" + entry +
                 "' WHERE id = " + std::to_string(id));
  }
  static void expect_break(const ChainVerdict& verdict, std::uint64_t row_id, BreakReason reason) {
    ASSERT_TRUE(verdict.first_break);
    EXPECT_EQ(verdict.first_break->row_id, row_id);
    EXPECT_EQ(to_string(verdict.first_break->reason), to_string(reason));
  }

  SqliteFile file_;
};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST_F(VerifyLog, AcceptsAnUntouchedLog) {
  const auto verdict = verify();
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.rows, kRows);
  EXPECT_EQ(verdict.first_id, 1U);
  EXPECT_EQ(verdict.last_id, kRows);
  EXPECT_EQ(verdict.head_hash, file_.store().log_head().value().entry_hash);
}

TEST_F(VerifyLog, AcceptsAnEmptyLog) {
  SqliteFile empty;
  const auto verdict = verify_log(empty.store(), {}).value();
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.rows, 0U);
}

TEST_F(VerifyLog, AcceptsAStretchFromTheMiddle) {
  const auto verdict = verify({.org_id = {}, .from_id = 7, .to_id = 12});
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.rows, 6U);
  EXPECT_EQ(verdict.first_id, 7U);
}

TEST_F(VerifyLog, AcceptsAnOrganisationsOwnChain) {
  const auto verdict = verify({.org_id = test_org(1).text(), .from_id = 1, .to_id = {}});
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.rows, kRows / 2);
  EXPECT_EQ(verdict.last_id, kRows);
}

TEST_F(VerifyLog, AcceptsAnOrganisationsChainFromTheMiddle) {
  const auto verdict = verify({.org_id = test_org(0).text(), .from_id = 8, .to_id = 15});
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.rows, 4U);
  EXPECT_EQ(verdict.first_id, 9U);
}

TEST_F(VerifyLog, AcceptsAnOrganisationWithoutRows) {
  const auto verdict = verify({.org_id = test_org(9).text(), .from_id = 1, .to_id = {}});
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.rows, 0U);
}

TEST_F(VerifyLog, NamesARowWhoseByteWasEdited) {
  file_.tamper("UPDATE common_audit_log SET row = replace(row, '203.0.113.7', '203.0.113.8') WHERE id = 9");
  const auto verdict = verify();
  expect_break(verdict, 9, BreakReason::entry_hash_mismatch);
  EXPECT_EQ(verdict.rows, 8U);
  EXPECT_EQ(verdict.first_break->actual, hash_column("entry_hash", 9));
  expect_break(verify({.org_id = test_org(0).text(), .from_id = 1, .to_id = {}}), 9, BreakReason::entry_hash_mismatch);
}

TEST_F(VerifyLog, NamesADeletedRow) {
  file_.tamper("DELETE FROM common_audit_log WHERE id = 9");
  expect_break(verify(), 9, BreakReason::missing_row);
}

TEST_F(VerifyLog, NamesADeletedFirstRow) {
  file_.tamper("DELETE FROM common_audit_log WHERE id = 1");
  expect_break(verify(), 1, BreakReason::missing_row);
}

TEST_F(VerifyLog, NamesTheFirstOfASwappedPair) {
  file_.tamper(
      "UPDATE common_audit_log SET id = -9 WHERE id = 9; UPDATE common_audit_log SET id = 9 WHERE id = 10; "
      "UPDATE common_audit_log SET id = 10 WHERE id = -9");
  expect_break(verify(), 9, BreakReason::previous_hash_mismatch);
}

TEST_F(VerifyLog, NamesTheRowAfterOneWhoseHashWasRecomputed) {
  forge(9, replaced(text_of(9), "203.0.113.7", "203.0.113.8"));
  expect_break(verify(), 10, BreakReason::previous_hash_mismatch);
}

TEST_F(VerifyLog, NamesARowThatClaimsAnotherPlaceInItsOrganisationsChain) {
  forge(9, replaced(text_of(9), "\"org_seq\":5", "\"org_seq\":6"));
  expect_break(verify(), 9, BreakReason::org_chain_mismatch);
}

TEST_F(VerifyLog, NamesARowThatContinuesAnotherRowOfItsOrganisation) {
  forge(9, replaced(text_of(9), hash_column("entry_hash", 7), hash_column("entry_hash", 5)));
  expect_break(verify(), 9, BreakReason::org_chain_mismatch);
  expect_break(verify({.org_id = test_org(0).text(), .from_id = 1, .to_id = {}}), 9, BreakReason::org_chain_mismatch);
}

TEST_F(VerifyLog, NamesARowThatStandsAtAnotherIdThanItsOwn) {
  forge(9, replaced(text_of(9), "\"id\":9", "\"id\":8"));
  expect_break(verify(), 9, BreakReason::malformed_row);
}

TEST_F(VerifyLog, NamesARowWrittenNonCanonically) {
  forge(9, replaced(text_of(9), "\"schema\":1", "\"schema\": 1"));
  expect_break(verify(), 9, BreakReason::malformed_row);
}

TEST_F(VerifyLog, NoticesThatTheTailWasCutOff) {
  file_.tamper("DELETE FROM common_audit_log WHERE id > 15");
  expect_break(verify(), 16, BreakReason::truncated);
  const auto org = verify({.org_id = test_org(1).text(), .from_id = 1, .to_id = {}});
  ASSERT_TRUE(org.first_break);
  EXPECT_EQ(org.first_break->reason, BreakReason::truncated);
}

TEST_F(VerifyLog, NoticesThatEverythingWasDeleted) {
  file_.tamper("DELETE FROM common_audit_log");
  expect_break(verify(), 1, BreakReason::truncated);
}

TEST_F(VerifyLog, NoticesALastRowThatTheHeadDoesNotKnow) {
  forge(20, replaced(text_of(20), "203.0.113.7", "203.0.113.8"));
  const auto verdict = verify();
  expect_break(verdict, 20, BreakReason::entry_hash_mismatch);
  EXPECT_EQ(verdict.first_break->expected, file_.store().log_head().value().entry_hash.to_hex());
}

TEST_F(VerifyLog, NoticesARowBehindTheHead) {
  file_.tamper("UPDATE audit_heads SET last_id = 19, entry_hash = x'" + hash_column("entry_hash", 19) + "'");
  expect_break(verify(), 20, BreakReason::malformed_row);
}

TEST_F(VerifyLog, NoticesAGapAtTheEndOfAStretch) {
  file_.tamper("DELETE FROM common_audit_log WHERE id = 12");
  expect_break(verify({.org_id = {}, .from_id = 7, .to_id = 12}), 12, BreakReason::missing_row);
}

TEST_F(VerifyLog, NoticesThatTheRowBeforeAStretchIsGone) {
  file_.tamper("DELETE FROM common_audit_log WHERE id = 6");
  expect_break(verify({.org_id = {}, .from_id = 7, .to_id = 12}), 6, BreakReason::missing_row);
}

TEST_F(VerifyLog, NoticesThatAStretchDoesNotContinueTheRowBeforeIt) {
  forge(6, replaced(text_of(6), "203.0.113.7", "203.0.113.8"));
  expect_break(verify({.org_id = {}, .from_id = 7, .to_id = 12}), 7, BreakReason::previous_hash_mismatch);
}

TEST_F(VerifyLog, NoticesARowHiddenFromItsOrganisation) {
  file_.tamper("UPDATE common_audit_log SET acting_as_org_id = 'org_other' WHERE id = 9");
  expect_break(verify({.org_id = test_org(0).text(), .from_id = 1, .to_id = {}}), 11, BreakReason::missing_row);
}

TEST_F(VerifyLog, NamesARowWhoseSearchColumnsSayAnotherThing) {
  for (const char* edit : {"action = 'LOAN_OPENED'", "actor_id = 'usr_x'", "correlation_id = 'x'",
                           "occurred_at = occurred_at + 1", "org_seq = 99"}) {
    SqliteFile file;
    {
      testing::SetClock clock;
      AuditWriter writer(file.store(), clock);
      for (int i = 0; i < 3; ++i) EXPECT_TRUE(writer.submit_and_wait(job_of(test_org(0))));
    }
    file.tamper("UPDATE common_audit_log SET " + std::string(edit) + " WHERE id = 2");
    SCOPED_TRACE(edit);
    expect_break(verify_log(file.store(), {}).value(), 2, BreakReason::malformed_row);
  }
}

TEST_F(VerifyLog, NamesTheRowThatWasMovedToAnotherOrganisationsList) {
  file_.tamper("UPDATE common_audit_log SET acting_as_org_id = 'org_other' WHERE id = 7");
  expect_break(verify(), 7, BreakReason::malformed_row);
}

TEST_F(VerifyLog, ComparesColumnsOfAnOrganisationsOwnRowsToo) {
  file_.tamper("UPDATE common_audit_log SET action = 'LOAN_OPENED' WHERE id = 7");
  expect_break(verify({test_org(0).text(), 1, std::nullopt}), 7, BreakReason::malformed_row);
}

TEST_F(VerifyLog, NoticesAnOrganisationsHeadThatIsNotItsLastRow) {
  for (const char* edit : {"UPDATE audit_org_heads SET seq = seq - 1", "UPDATE audit_org_heads SET seq = seq + 1",
                           "UPDATE audit_org_heads SET entry_hash = zeroblob(32)", "DELETE FROM audit_org_heads"}) {
    file_.tamper("CREATE TABLE kept AS SELECT * FROM audit_org_heads");
    file_.tamper(std::string(edit) + " WHERE org_id = '" + test_org(0).text() + "'");
    SCOPED_TRACE(edit);
    expect_break(verify(), kRows - 1, BreakReason::org_chain_mismatch);
    file_.tamper("DELETE FROM audit_org_heads; INSERT INTO audit_org_heads SELECT * FROM kept; DROP TABLE kept");
  }
  EXPECT_TRUE(verify().ok());
}

TEST_F(VerifyLog, ReportsALostHeadAsCorrupt) {
  file_.tamper("DELETE FROM audit_heads");
  EXPECT_EQ(verify_log(file_.store(), {}).error().code, make_error_code(StoreError::corrupt));
}

TEST_F(VerifyLog, RefusesRangesThatHoldNothing) {
  const auto error = [&](std::uint64_t from, std::optional<std::uint64_t> to) {
    return verify_log(file_.store(), {.org_id = {}, .from_id = from, .to_id = to}).error().code;
  };
  EXPECT_EQ(error(5, 4), make_error_code(RangeError::empty_range));
  EXPECT_EQ(error(1, 21), make_error_code(RangeError::beyond_head));
  EXPECT_EQ(error(22, {}), make_error_code(RangeError::beyond_head));
}

TEST_F(VerifyLog, StopsWhenAsked) {
  const auto stopped = verify_log(file_.store(), {}, [](std::uint64_t, std::uint64_t) { return false; });
  EXPECT_EQ(stopped.error().code, make_error_code(StoreError::unavailable));
}

TEST_F(VerifyLog, ReportsProgressUpToTheEnd) {
  std::uint64_t last = 0;
  const auto watch = [&](std::uint64_t done, std::uint64_t total) {
    EXPECT_EQ(total, kRows);
    last = done;
    return true;
  };
  ASSERT_TRUE(verify_log(file_.store(), {}, watch));
  EXPECT_EQ(last, kRows);
}

TEST_F(VerifyLog, HoldsWhileRowsAreAppended) {
  testing::SetClock clock;
  AuditWriter writer(file_.store(), clock);
  std::vector<std::future<Result<AppendOutcome>>> pending;
  for (int round = 0; round < 50; ++round) {
    pending.push_back(testing::submit(writer, job_of(test_org(0), 20)));
    EXPECT_TRUE(verify().ok());
    EXPECT_TRUE(verify({.org_id = test_org(0).text(), .from_id = 1, .to_id = {}}).ok());
  }
  for (auto& outcome : pending) EXPECT_TRUE(outcome.get());
}

}  // namespace
}  // namespace ratestack::service
