// The connection breaks between COMMIT and its answer. Nobody may be told that their rows are lost when they are not,
// and nothing may be written twice.
#include <gtest/gtest.h>

#include "native/service/audit_service.hpp"
#include "tests/support/postgres_database.hpp"
#include "tests/unit/storage_postgres/appending.hpp"
#include "tests/unit/storage_postgres/cutting_proxy.hpp"

namespace ratestack::postgres {
namespace {

using testing::Cut;

class CommitInDoubt : public ::testing::Test {
 protected:
  CommitInDoubt() {
    std::string url = testing::postgres_url("ratestack_server", database_.name());
    const std::string direct = testing::postgres_directory();
    url.replace(url.find(direct), direct.size(), proxy_.directory());
    store_ = std::move(PostgresStore::open(Target::parse(url).value()).value());
    EXPECT_TRUE(testing::append(*store_));
  }
  void expect_one_row_more(Cut how) {
    const auto before = store_->log_head().value().last_id;
    proxy_.cut_next(how);
    const auto done = testing::append(*store_, 3);
    EXPECT_TRUE(done) << done.error().message();
    EXPECT_EQ(proxy_.cuts(), 1);
    EXPECT_EQ(store_->log_head().value().last_id, before + 3);
    EXPECT_TRUE(service::verify_log(*store_, {}).value().ok());
    EXPECT_GE(store_->counters().retries, 1U);
    EXPECT_GE(store_->counters().reconnects, 1U);
  }

  testing::PostgresDatabase database_;
  testing::CuttingProxy proxy_;
  std::unique_ptr<PostgresStore> store_;
};

TEST_F(CommitInDoubt, ACommitThatNeverArrivedIsMadeAgain) { expect_one_row_more(Cut::before_commit); }

TEST_F(CommitInDoubt, ACommitWhoseAnswerWasLostIsFoundAndNotMadeTwice) { expect_one_row_more(Cut::after_commit); }

// Without rows in the log nothing tells: the caller hears that it is not known.
TEST_F(CommitInDoubt, AChangeWithoutRowsIsReportedAsUnavailable) {
  proxy_.cut_next(Cut::after_commit);
  const auto done = store_->transact([](service::WriteTransaction& transaction) {
    return transaction.insert_org({testing::test_org(3), OrgType::investor, "L", Timestamp::from_micros(1)});
  });
  EXPECT_EQ(done.error().code, make_error_code(service::StoreError::unavailable));
}

}  // namespace
}  // namespace ratestack::postgres
