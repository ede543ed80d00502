// Rate locks: two organisations see one, and each change is made at a version.
#include "tests/contract/lending_site.hpp"

namespace ratestack::contract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LendingLockContract : public LendingContract {
 protected:
  LendingLockContract() {
    put(test_loan(1));
    put(test_loan(2));
    put(test_sheet(1, {"CONF30"}));
  }
  Result<Spent> update(const RateLock& lock) {
    return lend([&](LendingWriter& w) { return w.update_lock(lock); });
  }
  std::optional<RateLock> found(int org, int lock) {
    return seen().find_lock(test_org(org), test_lock_id(lock)).value();
  }
  std::optional<RateLock> found_by_writer(int org, int lock) {
    return lend([&](LendingWriter& w) { return w.find_lock(test_org(org), test_lock_id(lock)); }).value();
  }
  std::vector<LockId> page(int org, const std::string& before = "", std::size_t limit = 9,
                           const std::optional<LoanId>& loan = std::nullopt) {
    return ids_of(seen().locks(test_org(org), loan, {before, limit}));
  }
  static void expect_same(const RateLock& lock, const RateLock& wanted) {
    EXPECT_EQ(lock.id, wanted.id);
    EXPECT_EQ(lock.loan_id, wanted.loan_id);
    EXPECT_EQ(lock.org_id, wanted.org_id);
    EXPECT_EQ(lock.lender_org_id, wanted.lender_org_id);
    EXPECT_EQ(lock.sheet_id, wanted.sheet_id);
    EXPECT_EQ(lock.product, wanted.product);
    EXPECT_EQ(lock.rate, wanted.rate);
    EXPECT_EQ(lock.lock, wanted.lock);
    EXPECT_EQ(lock.evidence, wanted.evidence);
    EXPECT_EQ(lock.requested_by, wanted.requested_by);
    EXPECT_EQ(lock.relock_of, wanted.relock_of);
    EXPECT_EQ(lock.committed_by, wanted.committed_by);
    EXPECT_EQ(lock.confirmation, wanted.confirmation);
    EXPECT_EQ(lock.version, wanted.version);
  }
};

RateLock committed(RateLock lock) {
  lock.lock.price = Price::literal<-1>();
  lock.lock.committed_at = at(60);
  lock.lock.extended_days = 7;
  lock.committed_by = "usr_committer";
  lock.confirmation = "number 1";
  return lock;
}

/// Of another loan, or with the two ends the other way around.
RateLock on_loan(int number, int loan) {
  RateLock lock = test_lock(number);
  lock.loan_id = test_loan_id(loan);
  return lock;
}

TEST_P(LendingLockContract, ALockIsReadAsItWasWritten) {
  put(test_lock(1));
  expect_same(found(1, 1).value(), test_lock(1));
  expect_same(found_by_writer(1, 1).value(), test_lock(1));
  expect_same(seen().locks(test_org(1), std::nullopt, {"", 9}).value().at(0), test_lock(1));
  RateLock second = committed(test_lock(2));
  second.relock_of = test_lock_id(1);
  put(second);
  expect_same(found(1, 2).value(), second);
}

TEST_P(LendingLockContract, ALockIsOnALoanOfItsOwnerAndASheetOfItsLender) {
  const auto refused = [&](const RateLock& lock) {
    return lend([&](LendingWriter& w) { return w.insert_lock(lock); }).error().code == StoreError::not_found;
  };
  RateLock lock = test_lock(1);
  lock.org_id = test_org(3);
  EXPECT_TRUE(refused(lock));
  lock = test_lock(1);
  lock.lender_org_id = test_org(3);
  EXPECT_TRUE(refused(lock));
  EXPECT_TRUE(refused(on_loan(1, 9)));
  lock = test_lock(1);
  lock.relock_of = test_lock_id(9);
  EXPECT_TRUE(refused(lock));
  put(test_lock(1));
}

TEST_P(LendingLockContract, BothEndsSeeALockAndNobodyElse) {
  put(test_lock(1));
  ASSERT_TRUE(share(1, 3));  // who sees the loan does not see its locks
  expect_same(found(2, 1).value(), test_lock(1));
  expect_same(found_by_writer(2, 1).value(), test_lock(1));
  EXPECT_FALSE(found(3, 1));
  EXPECT_FALSE(found_by_writer(3, 1));
  EXPECT_THAT(page(2), ElementsAre(test_lock_id(1)));
  EXPECT_THAT(page(2, "", 9, test_loan_id(1)), ElementsAre(test_lock_id(1)));
  EXPECT_THAT(page(3), IsEmpty());
  EXPECT_THAT(page(3, "", 9, test_loan_id(1)), IsEmpty());
}

TEST_P(LendingLockContract, AnUpdateChangesWhatMayChange) {
  put(test_lock(1));
  put(on_loan(2, 2));
  RateLock wanted = committed(test_lock(1)), asked = wanted;
  asked.evidence = "{}";
  asked.requested_by = "usr_other";
  EXPECT_EQ(update(asked).value(), Spent::now);
  wanted.version = 2;
  expect_same(found(1, 1).value(), wanted);
  expect_same(found(2, 2).value(), on_loan(2, 2));
}

TEST_P(LendingLockContract, AnUpdateOfAnotherVersionChangesNothing) {
  put(test_lock(1));
  RateLock lock = committed(test_lock(1));
  lock.version = 2;
  EXPECT_EQ(update(lock).value(), Spent::before);
  lock.version = 1;
  lock.lender_org_id = test_org(3);
  EXPECT_EQ(update(lock).value(), Spent::before);
  lock.lender_org_id = test_org(2);
  lock.org_id = test_org(3);
  EXPECT_EQ(update(lock).value(), Spent::before);
  expect_same(found(1, 1).value(), test_lock(1));
}

TEST_P(LendingLockContract, OfUpdatesAtOneVersionOneWins) {
  put(test_lock(1));
  const RateLock lock = committed(test_lock(1));
  EXPECT_EQ(winners_of([&](service::WriteTransaction& t) { return t.lending().update_lock(lock); }), 1);
  EXPECT_EQ(found(1, 1)->version, 2U);
}

TEST_P(LendingLockContract, TheNewestLockOfALoanIsFoundWhoeverItsLenderIs) {
  const auto newest = [&](int loan) {
    const auto lock = lend([&](LendingWriter& w) { return w.newest_lock(test_loan_id(loan)); }).value();
    return lock ? lock->id.text() : "none";
  };
  EXPECT_EQ(newest(1), "none");
  put(test_lock(2));
  put(test_lock(1));
  put(on_loan(4, 2));
  EXPECT_EQ(newest(1), test_lock_id(2).text());
  put(test_sheet(3, {"CONF30"}, 3));
  RateLock other = test_lock(3);
  other.lender_org_id = test_org(3);
  other.sheet_id = test_sheet_id(3);
  put(other);
  EXPECT_EQ(newest(1), test_lock_id(3).text());
  EXPECT_THAT(page(2, "", 9, test_loan_id(1)), ElementsAre(test_lock_id(2), test_lock_id(1)));
}

TEST_P(LendingLockContract, LocksComeNewestFirstPageByPage) {
  put(test_loan(3, 2));
  put(test_sheet(4, {"CONF30"}, 1));
  for (const int n : {1, 3}) put(test_lock(n));
  put(on_loan(5, 2));
  RateLock around = test_lock(4);
  around.loan_id = test_loan_id(3);
  around.org_id = test_org(2);
  around.lender_org_id = test_org(1);
  around.sheet_id = test_sheet_id(4);
  put(around);
  for (const int org : {1, 2}) {
    EXPECT_THAT(page(org), ElementsAre(test_lock_id(5), test_lock_id(4), test_lock_id(3), test_lock_id(1)));
    EXPECT_THAT(page(org, "", 2), ElementsAre(test_lock_id(5), test_lock_id(4)));
    EXPECT_THAT(page(org, test_lock_id(4).text(), 1), ElementsAre(test_lock_id(3)));
    EXPECT_THAT(page(org, test_lock_id(1).text(), 2), IsEmpty());
    EXPECT_THAT(page(org, "", 1, test_loan_id(1)), ElementsAre(test_lock_id(3)));
    EXPECT_THAT(page(org, test_lock_id(3).text(), 9, test_loan_id(1)), ElementsAre(test_lock_id(1)));
  }
}

// A lender that is its own customer is in both lists and sees the lock once.
TEST_P(LendingLockContract, ALockOnAnOwnSheetIsThereOnce) {
  put(test_sheet(2, {"CONF30"}, 1));
  RateLock lock = test_lock(1);
  lock.lender_org_id = test_org(1);
  lock.sheet_id = test_sheet_id(2);
  put(lock);
  EXPECT_THAT(page(1), ElementsAre(test_lock_id(1)));
}

RATESTACK_FOR_EACH_STORE(LendingLockContract);

}  // namespace
}  // namespace ratestack::contract
