// Loans, and who else sees them.
#include "tests/contract/lending_site.hpp"

namespace ratestack::contract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class LendingLoanContract : public LendingContract {
 protected:
  Result<Spent> update(const LoanRecord& loan) {
    return lend([&](LendingWriter& w) { return w.update_loan(loan); });
  }
  std::optional<LoanRecord> found(int org, int loan) {
    return seen().find_loan(test_org(org), test_loan_id(loan)).value();
  }
  std::optional<LoanRecord> found_by_writer(int org, int loan) {
    return lend([&](LendingWriter& w) { return w.find_loan(test_org(org), test_loan_id(loan)); }).value();
  }
  std::vector<LoanId> page(int org, const std::string& before, std::size_t limit) {
    return ids_of(seen().loans(test_org(org), {before, limit}));
  }
  static void expect_same(const LoanRecord& loan, const LoanRecord& wanted) {
    EXPECT_EQ(loan.id, wanted.id);
    EXPECT_EQ(loan.org_id, wanted.org_id);
    EXPECT_EQ(loan.terms, wanted.terms);
    EXPECT_EQ(loan.status, wanted.status);
    EXPECT_EQ(loan.borrower, wanted.borrower);
    EXPECT_EQ(loan.external_id, wanted.external_id);
    EXPECT_EQ(loan.version, wanted.version);
    EXPECT_EQ(loan.created_at, wanted.created_at);
    EXPECT_EQ(loan.updated_at, wanted.updated_at);
  }
};

LoanRecord changed(LoanRecord loan) {
  loan.terms = {Money::literal<1>(),          Ltv::literal<99'999>(), Fico::literal<300>(),
                UsState::parse("WY").value(), Occupancy::investment,  Purpose::cash_out};
  loan.status = LoanStatus::clear_to_close;
  loan.borrower = "rs1.another";
  loan.updated_at = at(50);
  return loan;
}

TEST_P(LendingLoanContract, ALoanIsReadAsItWasWritten) {
  put(test_loan(1));
  expect_same(found(1, 1).value(), test_loan(1));
  expect_same(found_by_writer(1, 1).value(), test_loan(1));
  expect_same(seen().loans(test_org(1), {"", 9}).value().at(0), test_loan(1));
  EXPECT_FALSE(found(1, 2));
}

TEST_P(LendingLoanContract, LargeAmountsAndLoansWithoutAnExternalIdAreKept) {
  LoanRecord loan = test_loan(1);
  loan.terms.amount = Money::most();
  loan.external_id.reset();
  put(loan);
  expect_same(found(1, 1).value(), loan);
}

TEST_P(LendingLoanContract, AnExternalIdIsAnOrganisationsOwn) {
  put(test_loan(1));
  LoanRecord second = test_loan(2);
  second.external_id = test_loan(1).external_id;
  EXPECT_EQ(lend([&](LendingWriter& w) { return w.insert_loan(second); }).error().code, StoreError::conflict);
  second.org_id = test_org(2);
  put(second);
  LoanRecord third = test_loan(3), fourth = test_loan(4);
  third.external_id.reset();
  fourth.external_id.reset();
  put(third);
  put(fourth);
  EXPECT_THAT(page(1, "", 9), SizeIs(3));
}

TEST_P(LendingLoanContract, AnOwnerIsAnOrganisationThatThereIs) {
  EXPECT_EQ(lend([](LendingWriter& w) { return w.insert_loan(test_loan(1, 9)); }).error().code, StoreError::not_found);
}

TEST_P(LendingLoanContract, AnUpdateChangesWhatMayChange) {
  put(test_loan(1));
  put(test_loan(2));
  LoanRecord wanted = changed(test_loan(1));
  LoanRecord asked = wanted;
  asked.external_id = "other";
  asked.created_at = at(99);
  EXPECT_EQ(update(asked).value(), Spent::now);
  wanted.version = 2;
  expect_same(found(1, 1).value(), wanted);
  expect_same(found(1, 2).value(), test_loan(2));
}

TEST_P(LendingLoanContract, AnUpdateOfAnotherVersionChangesNothing) {
  put(test_loan(1));
  LoanRecord loan = changed(test_loan(1));
  loan.version = 2;
  EXPECT_EQ(update(loan).value(), Spent::before);
  loan.version = 1;
  loan.org_id = test_org(2);
  EXPECT_EQ(update(loan).value(), Spent::before);
  expect_same(found(1, 1).value(), test_loan(1));
}

TEST_P(LendingLoanContract, OfUpdatesAtOneVersionOneWins) {
  put(test_loan(1));
  const LoanRecord loan = changed(test_loan(1));
  EXPECT_EQ(winners_of([&](service::WriteTransaction& t) { return t.lending().update_loan(loan); }), 1);
  EXPECT_EQ(found(1, 1)->version, 2U);
}

TEST_P(LendingLoanContract, AReplacedBorrowerIsOutOfQuarantine) {
  put(test_loan(1));
  put(test_loan(2));
  quarantine(service::kLoanBorrowers, test_loan_id(1).view());
  quarantine(service::kLoanBorrowers, test_loan_id(2).view());
  LoanRecord loan = changed(test_loan(1));
  loan.version = 7;
  EXPECT_EQ(update(loan).value(), Spent::before);
  EXPECT_EQ(quarantined(), 2U);
  loan.version = 1;
  loan.borrower = test_loan(1).borrower;
  EXPECT_EQ(update(loan).value(), Spent::now);
  EXPECT_EQ(quarantined(), 2U);
  loan.version = 2;
  loan.borrower = "rs1.another";
  EXPECT_EQ(update(loan).value(), Spent::now);
  const auto left = store_->secrets().quarantined(std::nullopt, 9).value();
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_EQ(left[0].row_id, test_loan_id(2).view());
}

TEST_P(LendingLoanContract, ALoanIsItsOwnersAlone) {
  put(test_loan(1));
  EXPECT_FALSE(found(2, 1));
  EXPECT_FALSE(found_by_writer(2, 1));
  EXPECT_THAT(page(2, "", 9), IsEmpty());
}

TEST_P(LendingLoanContract, WhoALoanIsSharedWithSeesItUntilItIsNoLonger) {
  put(test_loan(1));
  put(test_loan(2));
  EXPECT_EQ(share(1, 2).value(), Spent::now);
  expect_same(found(2, 1).value(), test_loan(1));
  expect_same(found_by_writer(2, 1).value(), test_loan(1));
  EXPECT_THAT(page(2, "", 9), ElementsAre(test_loan_id(1)));
  EXPECT_FALSE(found(2, 2));
  EXPECT_FALSE(found(3, 1));
  EXPECT_THAT(page(3, "", 9), IsEmpty());
  EXPECT_EQ(unshare(1, 2).value(), Spent::now);
  EXPECT_FALSE(found(2, 1));
  EXPECT_FALSE(found_by_writer(2, 1));
  EXPECT_THAT(page(2, "", 9), IsEmpty());
  expect_same(found(1, 1).value(), test_loan(1));
}

TEST_P(LendingLoanContract, ALoanIsSharedOnceAndUnsharedOnce) {
  put(test_loan(1));
  EXPECT_EQ(unshare(1, 2).value(), Spent::before);
  EXPECT_EQ(share(1, 2).value(), Spent::now);
  EXPECT_EQ(share(1, 2).value(), Spent::before);
  EXPECT_EQ(unshare(1, 2).value(), Spent::now);
  EXPECT_EQ(unshare(1, 2).value(), Spent::before);
  EXPECT_EQ(share(1, 2).value(), Spent::now);
}

TEST_P(LendingLoanContract, OnlyItsOwnerSharesALoan) {
  put(test_loan(1));
  EXPECT_EQ(share(1, 3, 2).error().code, StoreError::not_found);
  EXPECT_EQ(share(1, 9).error().code, StoreError::not_found);
  EXPECT_EQ(share(7, 2).error().code, StoreError::not_found);
  EXPECT_FALSE(found(3, 1));
  EXPECT_EQ(share(1, 2).value(), Spent::now);
  EXPECT_EQ(unshare(1, 2, 2).value(), Spent::before);
  EXPECT_EQ(unshare(1, 2, 3).value(), Spent::before);
  EXPECT_TRUE(found(2, 1));
}

TEST_P(LendingLoanContract, AnOwnerSeesWhomItSharesWith) {
  put(test_loan(1));
  put(test_loan(2));
  ASSERT_TRUE(share(1, 3));
  ASSERT_TRUE(share(1, 2));
  ASSERT_TRUE(share(2, 3));
  const auto shares = seen().shares(test_org(1), test_loan_id(1)).value();
  ASSERT_THAT(shares, SizeIs(2));
  EXPECT_EQ(shares[0].org_id, test_org(2));
  EXPECT_EQ(shares[1].org_id, test_org(3));
  EXPECT_EQ(shares[0].loan_id, test_loan_id(1));
  EXPECT_EQ(shares[0].owner_org_id, test_org(1));
  EXPECT_EQ(shares[0].shared_by, "usr_sharer");
  EXPECT_EQ(shares[0].created_at, at(4));
  // Not who it is shared with: the other ones are none of its business.
  EXPECT_THAT(seen().shares(test_org(2), test_loan_id(1)).value(), IsEmpty());
}

TEST_P(LendingLoanContract, LoansComeNewestFirstPageByPage) {
  for (const int n : {3, 1, 5}) put(test_loan(n, 1));
  for (const int n : {2, 4, 6}) put(test_loan(n, 2));
  for (const int n : {1, 3, 5}) ASSERT_TRUE(share(n, 3, 1));
  for (const int n : {4, 6}) ASSERT_TRUE(share(n, 1, 2));
  EXPECT_THAT(page(1, "", 9),
              ElementsAre(test_loan_id(6), test_loan_id(5), test_loan_id(4), test_loan_id(3), test_loan_id(1)));
  EXPECT_THAT(page(1, "", 2), ElementsAre(test_loan_id(6), test_loan_id(5)));
  EXPECT_THAT(page(1, test_loan_id(5).text(), 2), ElementsAre(test_loan_id(4), test_loan_id(3)));
  EXPECT_THAT(page(1, test_loan_id(3).text(), 2), ElementsAre(test_loan_id(1)));
  EXPECT_THAT(page(1, test_loan_id(1).text(), 2), IsEmpty());
  EXPECT_THAT(page(3, "", 2), ElementsAre(test_loan_id(5), test_loan_id(3)));
}

// What a writer reads may be judged and acted upon in the same transaction.
TEST_P(LendingLoanContract, AWriterSeesItsOwnTransaction) {
  const auto version = lend([](LendingWriter& w) -> Result<std::uint64_t> {
    if (auto done = w.insert_loan(test_loan(1)); !done) return done.error();
    if (auto done = w.update_loan(test_loan(1)); !done) return done.error();
    const auto loan = w.find_loan(test_org(1), test_loan_id(1));
    if (!loan) return loan.error();
    return loan.value()->version;
  });
  EXPECT_EQ(version.value(), 2U);
}

RATESTACK_FOR_EACH_STORE(LendingLoanContract);

}  // namespace
}  // namespace ratestack::contract
