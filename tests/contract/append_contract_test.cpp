// Appending: order, heads, atomicity, and what a store must refuse.
#include "tests/contract/store_contract.hpp"

namespace ratestack::contract {
namespace {

using service::NewAuditRow;
using service::StoreError;
using service::WriteTransaction;
using testing::test_event;
using testing::test_org;

class AppendContract : public StoreContract {
 protected:
  /// Appends one row after `spoil` has changed it.
  Result<void> append_spoiled(const std::function<void(NewAuditRow&)>& spoil) {
    return store_->transact([&](WriteTransaction& transaction) -> Result<void> {
      auto rows = rows_for(transaction, {test_event(test_org(0))});
      spoil(rows.value().front());
      return transaction.append_rows(*rows);
    });
  }
};

TEST_P(AppendContract, AnEmptyLogHasAZeroHead) {
  const auto head = store_->log_head();
  ASSERT_TRUE(head);
  EXPECT_EQ(head->last_id, 0U);
  EXPECT_EQ(head->entry_hash, Digest{});
  EXPECT_EQ(store_->org_head(test_org(0).view()).value().seq, 0U);
}

TEST_P(AppendContract, HeadsMoveWithTheRows) {
  append_many(5);
  const auto rows = read_all(*store_, {1, 5, {}});
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(store_->log_head().value().last_id, 5U);
  EXPECT_EQ(store_->log_head().value().entry_hash, rows[4].entry_hash);
  EXPECT_EQ(store_->org_head(test_org(0).view()).value().seq, 3U);
  EXPECT_EQ(store_->org_head(test_org(0).view()).value().entry_hash, rows[4].entry_hash);
  EXPECT_EQ(store_->org_head(test_org(1).view()).value().seq, 2U);
  EXPECT_EQ(store_->org_head(test_org(1).view()).value().entry_hash, rows[3].entry_hash);
}

TEST_P(AppendContract, RowsComeBackByteForByte) {
  AuditEvent event = test_event(test_org(0));
  event.correlation_id = "quote \" nul-free \xF0\x9F\x98\x80 \xC3\xA9 e\xCC\x81";
  NewAuditRow stored;
  ASSERT_TRUE(store_->transact([&](WriteTransaction& transaction) -> Result<void> {
    stored = rows_for(transaction, {event}).value().front();
    return transaction.append_rows({&stored, 1});
  }));
  const auto row = store_->find_row(1);
  ASSERT_TRUE(row && *row);
  EXPECT_EQ(row.value()->text, stored.text);
  EXPECT_EQ(row.value()->previous_hash, stored.previous_hash);
  EXPECT_EQ(row.value()->entry_hash, stored.entry_hash);
}

TEST_P(AppendContract, WorkThatFailsLeavesNothing) {
  append_many(2);
  const auto failed = store_->transact([&](WriteTransaction& transaction) -> Result<void> {
    auto rows = rows_for(transaction, {test_event(test_org(0)), test_event(test_org(1))});
    if (auto done = transaction.append_rows(*rows); !done) return done;
    return StoreError::busy;
  });
  EXPECT_EQ(failed.error().code, make_error_code(StoreError::busy));
  EXPECT_EQ(store_->log_head().value().last_id, 2U);
  EXPECT_EQ(store_->org_head(test_org(0).view()).value().seq, 1U);
  EXPECT_FALSE(store_->find_row(3).value().has_value());
}

TEST_P(AppendContract, WorkThatThrowsLeavesNothingAndTheStoreGoesOn) {
  const auto throwing = [&](WriteTransaction& transaction) -> Result<void> {
    static_cast<void>(transaction.append_rows(rows_for(transaction, {test_event(test_org(0))}).value()));
    throw std::runtime_error("planned");
  };
  EXPECT_THROW(static_cast<void>(store_->transact(throwing)), std::runtime_error);
  EXPECT_EQ(store_->log_head().value().last_id, 0U);
  append_many(1);
  EXPECT_EQ(store_->log_head().value().last_id, 1U);
}

TEST_P(AppendContract, ARowThatSkipsAnIdIsRefused) {
  append_many(1);
  const auto refused = append_spoiled([](NewAuditRow& row) { ++row.position.id; });
  EXPECT_EQ(refused.error().code, make_error_code(StoreError::conflict));
}

TEST_P(AppendContract, ARowThatTakesAnIdAgainIsRefused) {
  append_many(2);
  const auto refused = append_spoiled([](NewAuditRow& row) { row.position.id = 2; });
  EXPECT_EQ(refused.error().code, make_error_code(StoreError::conflict));
}

TEST_P(AppendContract, ASecondSuccessorOfARowIsRefused) {
  append_many(3);
  const Digest first = store_->find_row(1).value()->entry_hash;
  const auto refused = append_spoiled([&](NewAuditRow& row) { row.previous_hash = first; });
  EXPECT_EQ(refused.error().code, make_error_code(StoreError::conflict));
  EXPECT_EQ(store_->log_head().value().last_id, 3U);
}

TEST_P(AppendContract, ASecondRowAtAnOrganisationsPlaceIsRefused) {
  append_many(3);
  const auto refused = append_spoiled([](NewAuditRow& row) { row.position.org_seq = 1; });
  EXPECT_EQ(refused.error().code, make_error_code(StoreError::conflict));
}

TEST_P(AppendContract, NestedStepThatFailsIsUndoneAndTheRestCommits) {
  ASSERT_TRUE(store_->transact([&](WriteTransaction& transaction) -> Result<void> {
    const auto failed = transaction.nested([&]() -> Result<void> {
      static_cast<void>(transaction.append_rows(rows_for(transaction, {test_event(test_org(0))}).value()));
      return StoreError::conflict;
    });
    EXPECT_EQ(failed.error().code, make_error_code(StoreError::conflict));
    EXPECT_EQ(transaction.heads({}).value().log.last_id, 0U);
    return transaction.append_rows(rows_for(transaction, {test_event(test_org(1))}).value());
  }));
  EXPECT_EQ(store_->log_head().value().last_id, 1U);
  EXPECT_EQ(store_->org_head(test_org(0).view()).value().seq, 0U);
  EXPECT_EQ(store_->org_head(test_org(1).view()).value().seq, 1U);
}

TEST_P(AppendContract, NestedStepThatSucceedsCommitsWithTheRest) {
  ASSERT_TRUE(store_->transact([&](WriteTransaction& transaction) -> Result<void> {
    return transaction.nested(
        [&] { return transaction.append_rows(rows_for(transaction, {test_event(test_org(0))}).value()); });
  }));
  EXPECT_EQ(store_->log_head().value().last_id, 1U);
}

TEST_P(AppendContract, AnotherStoreSeesWhatWasCommittedAndContinuesIt) {
  append_many(3);
  const auto other = database_->open();
  EXPECT_EQ(other->log_head().value().last_id, 3U);
  ASSERT_TRUE(other->transact([&](WriteTransaction& transaction) -> Result<void> {
    return transaction.append_rows(rows_for(transaction, {test_event(test_org(0))}).value());
  }));
  append_many(1);
  EXPECT_EQ(store_->log_head().value().last_id, 5U);
}

TEST_P(AppendContract, ReadersSeeNothingUncommitted) {
  ASSERT_TRUE(store_->transact([&](WriteTransaction& transaction) -> Result<void> {
    static_cast<void>(transaction.append_rows(rows_for(transaction, {test_event(test_org(0))}).value()));
    EXPECT_EQ(store_->log_head().value().last_id, 0U);
    EXPECT_FALSE(store_->find_row(1).value().has_value());
    return {};
  }));
  EXPECT_EQ(store_->log_head().value().last_id, 1U);
}

RATESTACK_FOR_EACH_STORE(AppendContract);

}  // namespace
}  // namespace ratestack::contract
