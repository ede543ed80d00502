#include "native/service/audit_writer.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <set>

#include "native/service/audit_service.hpp"
#include "tests/support/writer_fixture.hpp"

namespace ratestack::service {
namespace {

using testing::job_of;
using testing::RawSqlite;
using testing::SetClock;
using testing::SqliteFile;
using testing::submit;
using testing::test_org;

boost::system::error_code code_of(StoreError error) { return make_error_code(error); }

class AuditWriterTest : public ::testing::Test {
 protected:
  std::uint64_t rows() { return file_.store().log_head().value().last_id; }
  void expect_intact(std::uint64_t expected_rows) {
    const auto verdict = verify_log(file_.store(), {}).value();
    EXPECT_TRUE(verdict.ok());
    EXPECT_EQ(verdict.rows, expected_rows);
  }

  SqliteFile file_{{.lock_timeout = std::chrono::milliseconds(50), .read_connections = 2, .max_pages = {}}};
  SetClock clock_;
};

/// Jobs that all reach the writer in one batch: the first one's change waits until the others are queued.
class OneBatch {
 public:
  explicit OneBatch(AuditWriter& writer) : writer_(writer) {
    AppendJob gate;
    gate.change = [this](WriteTransaction&) -> Result<void> {
      running_.count_down();
      go_.wait();
      return {};
    };
    gate_ = submit(writer_, std::move(gate));
    running_.wait();
  }
  std::future<Result<AppendOutcome>> add(AppendJob job) { return submit(writer_, std::move(job)); }
  void run() {
    go_.count_down();
    EXPECT_TRUE(gate_.get());
  }

 private:
  AuditWriter& writer_;
  std::latch running_{1}, go_{1};
  std::future<Result<AppendOutcome>> gate_;
};

constexpr std::size_t kPlenty = std::size_t{1} << 30;  // of bytes

TEST_F(AuditWriterTest, AnswersEachEventWithItsPlace) {
  AuditWriter writer(file_.store(), clock_);
  const auto first = writer.submit_and_wait(job_of(test_org(0))).value().rows;
  const auto more = writer.submit_and_wait(job_of(test_org(1), 2)).value().rows;
  ASSERT_EQ(first.size(), 1U);
  ASSERT_EQ(more.size(), 2U);
  EXPECT_EQ(more[1].id, 3U);
  EXPECT_EQ(more[1].org_seq, 2U);
  EXPECT_EQ(more[0].previous_hash, first[0].entry_hash);
  EXPECT_EQ(more[1].entry_hash, file_.store().log_head().value().entry_hash);
}

TEST_F(AuditWriterTest, ManyThreadsMakeOneUnbrokenChain) {
  constexpr int kThreads = 64, kJobs = 40;
  AuditWriter writer(file_.store(), clock_);
  std::mutex mutex;
  std::set<std::uint64_t> ids;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int j = 0; j < kJobs; ++j) {
        const auto outcome = writer.submit_and_wait(job_of(test_org((t + j) % 10)));
        ASSERT_TRUE(outcome);
        const std::lock_guard lock(mutex);
        ids.insert(outcome.value().rows.front().id);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(ids.size(), std::size_t{kThreads * kJobs});
  EXPECT_EQ(*ids.rbegin(), std::uint64_t{kThreads * kJobs});
  expect_intact(kThreads * kJobs);
}

TEST_F(AuditWriterTest, JobsQueuedTogetherCommitTogether) {
  AuditWriter writer(file_.store(), clock_);
  OneBatch batch(writer);
  std::vector<std::future<Result<AppendOutcome>>> outcomes;
  for (int i = 0; i < 100; ++i) outcomes.push_back(batch.add(job_of(test_org(i % 3))));
  batch.run();
  for (auto& outcome : outcomes) EXPECT_TRUE(outcome.get());
  expect_intact(100);
}

TEST_F(AuditWriterTest, AChangeCommitsWithItsRows) {
  AuditWriter writer(file_.store(), clock_);
  AppendJob job = job_of(test_org(0));
  job.change = [&](WriteTransaction& transaction) {
    return transaction.insert_org({test_org(0), OrgType::investor, "New", clock_.now()});
  };
  ASSERT_TRUE(writer.submit_and_wait(std::move(job)));
  EXPECT_TRUE(file_.store().find_org(test_org(0)).value());
  expect_intact(1);
}

TEST_F(AuditWriterTest, AChangeThatFailsTakesItsRowsWithItAndHarmsNoNeighbour) {
  AuditWriter writer(file_.store(), clock_);
  OneBatch batch(writer);
  auto before = batch.add(job_of(test_org(0)));
  AppendJob job = job_of(test_org(0), 3);
  job.change = [&](WriteTransaction& transaction) -> Result<void> {
    static_cast<void>(transaction.insert_org({test_org(0), OrgType::investor, "New", clock_.now()}));
    return StoreError::conflict;
  };
  auto failing = batch.add(std::move(job));
  auto after = batch.add(job_of(test_org(0)));
  batch.run();
  EXPECT_TRUE(before.get());
  EXPECT_EQ(failing.get().error().code, code_of(StoreError::conflict));
  EXPECT_EQ(after.get().value().rows.front().org_seq, 2U);
  EXPECT_FALSE(file_.store().find_org(test_org(0)).value());
  expect_intact(2);
}

TEST_F(AuditWriterTest, ACallbackThatThrowsFailsItsOwnJobAlone) {
  AuditWriter writer(file_.store(), clock_);
  OneBatch batch(writer);
  AppendJob job = job_of(test_org(0));
  job.change = [](WriteTransaction&) -> Result<void> { throw std::runtime_error("planned"); };
  auto failing = batch.add(std::move(job));
  auto after = batch.add(job_of(test_org(0)));
  batch.run();
  EXPECT_EQ(failing.get().error().code, code_of(StoreError::fault));
  EXPECT_TRUE(after.get());
  expect_intact(1);
}

TEST_F(AuditWriterTest, ARowTooLongForAVerifierIsRefusedAlone) {
  AuditWriter writer(file_.store(), clock_);
  OneBatch batch(writer);
  AppendJob job = job_of(test_org(0), 2);
  job.events[1].correlation_id = std::string(kMaxRowBytes, 'x');
  auto failing = batch.add(std::move(job));
  auto after = batch.add(job_of(test_org(0)));
  batch.run();
  EXPECT_EQ(failing.get().error().code, make_error_code(AppendError::row_too_long));
  EXPECT_TRUE(after.get());
  expect_intact(1);
}

TEST_F(AuditWriterTest, NothingIsAcknowledgedWhenTheCommitFails) {
  AuditWriter writer(file_.store(), clock_);
  RawSqlite other(file_.path());
  ASSERT_EQ(other.run("BEGIN IMMEDIATE"), "");
  EXPECT_EQ(submit(writer, job_of(test_org(0))).get().error().code, code_of(StoreError::unavailable));
  EXPECT_EQ(rows(), 0U);
  ASSERT_EQ(other.run("ROLLBACK"), "");
  EXPECT_TRUE(writer.submit_and_wait(job_of(test_org(0))));
  expect_intact(1);
}

TEST_F(AuditWriterTest, EveryJobOfAFailedBatchHearsOfIt) {
  AuditWriter writer(file_.store(), clock_);
  OneBatch batch(writer);
  // A row from elsewhere stands where the batch would go on: not its jobs' fault, and nothing that they could mend.
  AppendJob foreign;
  foreign.change = [](WriteTransaction& transaction) -> Result<void> {
    NewAuditRow row;
    row.position.id = 1;
    row.text = "{}";
    return transaction.append_rows({&row, 1});
  };
  auto first = batch.add(std::move(foreign));
  auto second = batch.add(job_of(test_org(0)));
  batch.run();
  EXPECT_EQ(first.get().error().code, code_of(StoreError::corrupt));
  EXPECT_EQ(second.get().error().code, code_of(StoreError::corrupt));
  EXPECT_EQ(rows(), 0U);
}

TEST_F(AuditWriterTest, RefusesAtOnceWhatDoesNotFitTheQueue) {
  AuditWriter writer(file_.store(), clock_, {.queue = {5, kPlenty}, .batch = {100, kPlenty}});
  OneBatch batch(writer);
  auto first = batch.add(job_of(test_org(0), 4));
  auto second = batch.add(job_of(test_org(0), 2));
  ASSERT_EQ(second.wait_for(std::chrono::seconds(0)), std::future_status::ready);
  EXPECT_EQ(second.get().error().code, code_of(StoreError::busy));
  batch.run();
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(writer.submit_and_wait(job_of(test_org(0), 2)));
  expect_intact(6);
}

TEST_F(AuditWriterTest, RefusesAtOnceWhatWouldFillTheMemory) {
  AuditWriter writer(file_.store(), clock_, {.queue = {1000, 8 * 1024}, .batch = {100, kPlenty}});
  OneBatch batch(writer);
  auto first = batch.add(job_of(test_org(0), 4));  // every event counts for a KiB at least
  auto second = batch.add(job_of(test_org(0), 4));
  ASSERT_EQ(second.wait_for(std::chrono::seconds(0)), std::future_status::ready);
  EXPECT_EQ(second.get().error().code, code_of(StoreError::busy));
  batch.run();
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(writer.submit_and_wait(job_of(test_org(0), 20)));  // larger than the limit, but alone
  expect_intact(24);
}

TEST_F(AuditWriterTest, CutsQueuesOfLargeRowsIntoBatches) {
  AuditWriter writer(file_.store(), clock_, {.queue = {1000, kPlenty}, .batch = {100, 1}});
  OneBatch batch(writer);
  std::vector<std::future<Result<AppendOutcome>>> outcomes;
  for (int i = 0; i < 5; ++i) outcomes.push_back(batch.add(job_of(test_org(0), 2)));
  batch.run();
  for (auto& outcome : outcomes) EXPECT_TRUE(outcome.get());
  expect_intact(10);
}

TEST_F(AuditWriterTest, CutsLongQueuesIntoBatches) {
  AuditWriter writer(file_.store(), clock_, {.queue = {1000, kPlenty}, .batch = {7, kPlenty}});
  OneBatch batch(writer);
  std::vector<std::future<Result<AppendOutcome>>> outcomes;
  for (int i = 0; i < 20; ++i) outcomes.push_back(batch.add(job_of(test_org(0), 5)));
  batch.run();
  for (auto& outcome : outcomes) EXPECT_TRUE(outcome.get());
  expect_intact(100);
}

TEST_F(AuditWriterTest, StopAnswersWhatWasAcceptedAndRefusesTheRest) {
  constexpr int kThreads = 8;
  AuditWriter writer(file_.store(), clock_);
  std::atomic<std::uint64_t> acknowledged{0};
  std::latch under_load(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      for (bool first = true;; first = false) {
        const auto outcome = writer.submit_and_wait(job_of(test_org(0), 3));
        if (first) under_load.count_down();
        if (!outcome) {
          EXPECT_EQ(outcome.error().code, code_of(StoreError::unavailable));
          return;
        }
        acknowledged += 3;
      }
    });
  }
  under_load.wait();
  writer.stop();
  for (auto& thread : threads) thread.join();
  expect_intact(acknowledged);
  writer.stop();
}

class IdempotencyTest : public AuditWriterTest {
 protected:
  static AppendJob keyed(const std::string& org, const std::string& key, std::uint8_t request) {
    AppendJob job = job_of(test_org(0));
    Digest hash;
    hash.bytes[0] = request;
    job.idempotency = Idempotency{org, key, hash};
    job.answer = [](const std::vector<AppendedRow>& rows) { return "row " + std::to_string(rows.front().id); };
    return job;
  }
  AuditWriter writer_{file_.store(), clock_};
};

TEST_F(IdempotencyTest, TheSameRequestAgainGetsTheFirstAnswerAndWritesNothing) {
  const auto first = writer_.submit_and_wait(keyed("org_a", "k", 1)).value();
  EXPECT_FALSE(first.repeated);
  const auto again = writer_.submit_and_wait(keyed("org_a", "k", 1)).value();
  ASSERT_TRUE(again.repeated);
  EXPECT_EQ(again.repeated->body, "row 1");
  EXPECT_EQ(again.repeated->status, 201);
  EXPECT_TRUE(again.rows.empty());
  expect_intact(1);
}

TEST_F(IdempotencyTest, HoldsWithinOneBatch) {
  OneBatch batch(writer_);
  auto first = batch.add(keyed("org_a", "k", 1));
  auto again = batch.add(keyed("org_a", "k", 1));
  batch.run();
  EXPECT_FALSE(first.get().value().repeated);
  EXPECT_TRUE(again.get().value().repeated);
  expect_intact(1);
}

TEST_F(IdempotencyTest, AnotherRequestUnderTheSameKeyIsRefused) {
  ASSERT_TRUE(writer_.submit_and_wait(keyed("org_a", "k", 1)));
  EXPECT_EQ(writer_.submit_and_wait(keyed("org_a", "k", 2)).error().code,
            make_error_code(AppendError::idempotency_key_reused));
  expect_intact(1);
}

TEST_F(IdempotencyTest, KeysBelongToTheirOrganisation) {
  ASSERT_TRUE(writer_.submit_and_wait(keyed("org_a", "k", 1)));
  EXPECT_FALSE(writer_.submit_and_wait(keyed("org_b", "k", 2)).value().repeated);
  expect_intact(2);
}

TEST_F(IdempotencyTest, AFailedRequestIsNotRemembered) {
  AppendJob failing = keyed("org_a", "k", 1);
  failing.change = [](WriteTransaction&) -> Result<void> { return StoreError::conflict; };
  ASSERT_FALSE(writer_.submit_and_wait(std::move(failing)));
  EXPECT_FALSE(writer_.submit_and_wait(keyed("org_a", "k", 1)).value().repeated);
  expect_intact(1);
}

TEST_F(IdempotencyTest, AnAnswerIsForgottenAfterADay) {
  ASSERT_TRUE(writer_.submit_and_wait(keyed("org_a", "k", 1)));
  clock_.advance_seconds(24 * 3600 - 1);
  EXPECT_TRUE(writer_.submit_and_wait(keyed("org_a", "k", 1)).value().repeated);
  clock_.advance_seconds(62);
  EXPECT_FALSE(writer_.submit_and_wait(keyed("org_a", "k", 1)).value().repeated);
  expect_intact(2);
}

}  // namespace
}  // namespace ratestack::service
