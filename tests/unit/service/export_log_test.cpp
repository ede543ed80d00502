// Exports of the live log, judged by the verifier that auditors use.
#include <gtest/gtest.h>

#include "native/service/audit_service.hpp"
#include "ratestack/audit/export_verifier.hpp"
#include "tests/support/writer_fixture.hpp"

namespace ratestack::service {
namespace {

using testing::job_of;
using testing::SqliteFile;
using testing::test_org;

const Timestamp kNow = Timestamp::from_micros(1'795'435'200'000'000);

class ExportLog : public ::testing::Test {
 protected:
  /// 5000 rows, of organisations 0 and 1 in turn: more than one batch.
  ExportLog() {
    testing::SetClock clock;
    AuditWriter writer(file_.store(), clock);
    for (int i = 0; i < 10; ++i) {
      AppendJob job;
      for (int n = 0; n < 500; ++n) job.events.push_back(testing::test_event(test_org(n % 2)));
      EXPECT_TRUE(writer.submit_and_wait(std::move(job)));
    }
  }

  std::string export_text(const LogRange& range) {
    std::string file;
    const auto rows = export_log(file_.store(), range, kNow, [&](std::string_view bytes) {
      file += bytes;
      return true;
    });
    EXPECT_TRUE(rows);
    return file;
  }
  static ChainVerdict judge(std::string_view file) {
    ExportVerifier verifier;
    verifier.update(file);
    verifier.finish();
    EXPECT_FALSE(verifier.unusable());
    return verifier.verdict();
  }

  SqliteFile file_;
};

TEST_F(ExportLog, OfTheWholeLogVerifies) {
  const auto verdict = judge(export_text({}));
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.rows, 5000U);
  EXPECT_EQ(verdict.head_hash, file_.store().log_head().value().entry_hash);
}

TEST_F(ExportLog, OfAStretchVerifies) {
  const auto verdict = judge(export_text({.org_id = {}, .from_id = 100, .to_id = 4000}));
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.rows, 3901U);
  EXPECT_EQ(verdict.first_id, 100U);
}

TEST_F(ExportLog, OfOneOrganisationHoldsItsRowsAloneAndVerifies) {
  const std::string file = export_text({.org_id = test_org(1).text(), .from_id = 1, .to_id = {}});
  EXPECT_EQ(file.find(test_org(0).text()), std::string::npos);
  const auto verdict = judge(file);
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.rows, 2500U);
}

TEST_F(ExportLog, OfOneOrganisationsStretchVerifies) {
  const auto verdict = judge(export_text({.org_id = test_org(1).text(), .from_id = 1001, .to_id = 2000}));
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.rows, 500U);
}

TEST_F(ExportLog, OfAnEmptyLogVerifies) {
  SqliteFile empty;
  std::string file;
  ASSERT_TRUE(export_log(empty.store(), {}, kNow, [&](std::string_view bytes) {
    file += bytes;
    return true;
  }));
  EXPECT_TRUE(judge(file).ok());
}

TEST_F(ExportLog, OfAnEditedLogIsBrokenAtThatRow) {
  file_.tamper("UPDATE common_audit_log SET row = replace(row, '203.0.113.7', '203.0.113.8') WHERE id = 4321");
  const auto verdict = judge(export_text({}));
  ASSERT_FALSE(verdict.ok());
  EXPECT_EQ(verdict.first_break->row_id, 4321U);
  EXPECT_EQ(verdict.first_break->reason, BreakReason::entry_hash_mismatch);
}

TEST_F(ExportLog, OfALogWithoutItsTailIsTruncated) {
  file_.tamper("DELETE FROM common_audit_log WHERE id > 4990");
  for (const LogRange& range : {LogRange{}, LogRange{.org_id = test_org(1).text(), .from_id = 1, .to_id = {}}}) {
    const auto verdict = judge(export_text(range));
    ASSERT_FALSE(verdict.ok());
    EXPECT_EQ(verdict.first_break->reason, BreakReason::truncated);
  }
}

TEST_F(ExportLog, EndsWhenItsDestinationFails) {
  int calls = 0;
  const auto failed = export_log(file_.store(), {}, kNow, [&](std::string_view) { return ++calls < 2; });
  EXPECT_EQ(failed.error().code, make_error_code(StoreError::unavailable));
  EXPECT_EQ(calls, 2);
}

TEST_F(ExportLog, GoesOutInPiecesOfBoundedSize) {
  std::size_t largest = 0;
  ASSERT_TRUE(export_log(file_.store(), {}, kNow, [&](std::string_view bytes) {
    largest = std::max(largest, bytes.size());
    return true;
  }));
  EXPECT_LT(largest, std::size_t{8} << 20);
}

}  // namespace
}  // namespace ratestack::service
