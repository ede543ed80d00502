// Lending as its users know it, on both databases: what is sealed, who sees what, which sheet prices, what a lock
// holds.
#include <thread>

#include "native/service/lending/lending.hpp"
#include "native/service/lending/lending_conflict.hpp"
#include "native/service/secrets/sealed_values.hpp"
#include "tests/contract/secret_site.hpp"

namespace ratestack::contract {
namespace {

using service::Asker;
using service::LendingConflict;
using service::LoanRecord;
using service::LockOrder;
using service::Once;
using service::RateLock;
using service::SheetRecord;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr int kLender = 1, kBroker = 2, kStranger = 3;
constexpr std::string_view kSsn = "912-34-5678";
constexpr std::int64_t kHour = 3600, kDay = 24 * kHour;  // seconds

std::string code_of(const Error& error) { return error.code.message(); }
template <typename T>
std::string outcome(const Result<T>& result) {
  return result ? "done" : code_of(result.error());
}

Loan terms(std::string_view amount = "350000.00") {
  return {Money::parse(amount).value(), Ltv::parse("80.00").value(), Fico::parse("740").value(),
          UsState::parse("CA").value(), Occupancy::primary,          Purpose::purchase};
}
Borrower borrower(std::string_view name = "Pat Example") {
  return Borrower::of(name, "pat@example.com", Ssn::parse(kSsn).value()).value();
}
RateSheet sheet_of(const std::string& lines) {
  return std::move(RateSheet::from_csv("ratesheet,1,Test\nproduct,rate,30,60\n" + lines).sheet).value();
}

class LendingService : public SecretContract {
 protected:
  LendingService()
      : server_(replica('a')), lending_(*server_->store, server_->writer, server_->entropy, server_->encryptor) {}

  [[nodiscard]] Asker as(int org) const {
    return {{ActorType::user, "usr_" + std::to_string(org), std::nullopt, test_org(org)},
            test_org(org),
            "test",
            clock_.now()};
  }
  LoanRecord loan(int org = kBroker, std::string_view amount = "350000.00") {
    return std::get<LoanRecord>(lending_.loans.create({terms(amount), borrower()}, as(org), {}).value());
  }
  SheetRecord upload(const std::string& lines, int org = kLender) {
    return std::get<SheetRecord>(lending_.sheets.upload(sheet_of(lines), as(org), {}).value());
  }
  SheetRecord activate(const std::string& lines, int org = kLender) {
    return lending_.sheets.activate(upload(lines, org).id, as(org)).value();
  }
  void offer_to(std::vector<OrgId> readers) { ASSERT_TRUE(lending_.sheets.offer_to(readers, as(kLender))); }
  /// "product price" of each offer.
  std::vector<std::string> prices(int org, const Loan& of = terms()) {
    PricingRequest request;
    request.lock = LockDays::parse("30").value();
    const auto priced = lending_.pricer.price(test_org(org), of, request).value();
    std::vector<std::string> lines;
    for (const Offer& offer : priced.pricing.offers) lines.push_back(offer.product + " " + offer.price.to_text());
    return lines;
  }
  static LockOrder order(const SheetId& sheet, std::string_view product = "A", std::string_view rate = "6.000") {
    return {{sheet, std::string(product), Rate::parse(rate).value(), LockDays::parse("30").value()}, std::nullopt};
  }
  Result<RateLock> request(const LoanId& id, const LockOrder& wanted) {
    auto written = lending_.locks.request(id, wanted, as(kBroker), {});
    if (!written) return written.error();
    return std::get<RateLock>(written.value());
  }
  [[nodiscard]] bool is_in_database(std::string_view text) const {
    for (const std::string& table_column : database_->text_columns()) {
      const std::size_t space = table_column.find(' ');
      const std::string found =
          database_->query("SELECT count(*) FROM " + table_column.substr(0, space) + " WHERE " +
                           table_column.substr(space + 1) + " LIKE '%" + std::string(text) + "%'");
      if (found != "0") return true;
    }
    return false;
  }
  std::string last_row(std::string_view action) {
    service::RowFilter filter;
    filter.action = std::string(action);
    const auto rows = store_->list_rows(filter, 1).value();
    return rows.empty() ? "none" : rows.front().text;
  }

  std::unique_ptr<Replica> server_;
  service::Lending lending_;
};

TEST_P(LendingService, KeepsABorrowerSealedAndRecordsWhoOpensIt) {
  const LoanRecord made = loan();
  EXPECT_FALSE(is_in_database(kSsn));
  EXPECT_FALSE(is_in_database("pat@example.com"));
  EXPECT_TRUE(is_in_database("350000.00")) << "the search finds what is there";
  EXPECT_EQ(lending_.loans.borrower_of(made).value(), borrower());
  EXPECT_EQ(rows_of("BORROWER_OPENED"), 0U);
  EXPECT_EQ(lending_.loans.open_borrower(made.id, as(kBroker)).value(), borrower());
  EXPECT_THAT(last_row("BORROWER_OPENED"), HasSubstr(made.id.text()));
  EXPECT_EQ(outcome(lending_.loans.open_borrower(made.id, as(kLender))), "not_found");
}

TEST_P(LendingService, ABorrowerThatDoesNotOpenLeavesARowToo) {
  const LoanRecord mine = loan(), other = loan();
  database_->execute("UPDATE loans SET borrower = '" + other.borrower + "' WHERE id = '" + mine.id.text() + "'");
  EXPECT_EQ(outcome(lending_.loans.open_borrower(mine.id, as(kBroker))), "wrong_key")
      << "each row has a key of its own";
  EXPECT_THAT(last_row("BORROWER_OPENED"), HasSubstr(R"("outcome":"failure")"));
}

TEST_P(LendingService, OfTwoChangesToOneVersionOneIsMade) {
  const LoanRecord read = loan();
  LoanRecord first = read, second = read;
  first.terms = terms("1.00");
  second.terms = terms("2.00");
  EXPECT_EQ(lending_.loans.change(first, {}, as(kBroker)).value().version, 2U);
  EXPECT_EQ(outcome(lending_.loans.change(second, {}, as(kBroker))), "stale_version");
  const auto there = store_->lending().find_loan(test_org(kBroker), read.id).value().value();
  EXPECT_EQ(there.terms, terms("1.00"));
  EXPECT_EQ(lending_.loans.borrower_of(there).value(), borrower());
}

TEST_P(LendingService, AnotherBorrowerIsSealedAnew) {
  const LoanRecord read = loan();
  const LoanRecord changed = lending_.loans.change(read, borrower("Sam Example"), as(kBroker)).value();
  EXPECT_EQ(lending_.loans.borrower_of(changed).value().name(), "Sam Example");
  EXPECT_THAT(last_row("LOAN_CHANGED"), HasSubstr(R"("borrower_changed":true)"));
}

TEST_P(LendingService, ASharedLoanIsSeenAndReportedOnButNotChanged) {
  const LoanRecord mine = loan();
  const auto seen = [&] { return store_->lending().find_loan(test_org(kLender), mine.id).value().has_value(); };
  EXPECT_FALSE(seen());
  EXPECT_EQ(outcome(lending_.loans.share(mine.id, test_org(kBroker), as(kBroker))), "share_with_owner");
  EXPECT_EQ(outcome(lending_.loans.share(mine.id, test_org(9), as(kBroker))), "not_found");
  EXPECT_EQ(outcome(lending_.loans.share(mine.id, test_org(kStranger), as(kLender))), "not_found");
  ASSERT_TRUE(lending_.loans.share(mine.id, test_org(kLender), as(kBroker)));
  EXPECT_TRUE(seen());
  EXPECT_EQ(outcome(lending_.loans.set_status(mine.id, LoanStatus::approved, as(kLender), {})), "done");
  EXPECT_EQ(outcome(lending_.loans.change(mine, {}, as(kLender))), "not_found");
  EXPECT_EQ(outcome(lending_.loans.share(mine.id, test_org(kStranger), as(kLender))), "not_found");
  EXPECT_EQ(outcome(lending_.loans.open_borrower(mine.id, as(kLender))), "not_found");
  ASSERT_TRUE(lending_.loans.unshare(mine.id, test_org(kLender), as(kBroker)));
  EXPECT_FALSE(seen());
  EXPECT_EQ(outcome(lending_.loans.unshare(mine.id, test_org(kLender), as(kBroker))), "not_found");
  EXPECT_EQ(outcome(lending_.loans.set_status(mine.id, LoanStatus::denied, as(kLender), {})), "not_found");
}

TEST_P(LendingService, PricesByItsOwnSheetsAndByThoseOfferedToIt) {
  activate("A,6.000,100.000,99.000\n");
  EXPECT_THAT(prices(kLender), ElementsAre("A 100.000"));
  EXPECT_THAT(prices(kBroker), IsEmpty());
  offer_to({test_org(kBroker)});
  EXPECT_THAT(prices(kBroker), ElementsAre("A 100.000"));
  EXPECT_THAT(prices(kStranger), IsEmpty());
  activate("B,6.000,101.000,100.000\n", kBroker);
  EXPECT_THAT(prices(kBroker), ElementsAre("B 101.000", "A 100.000"));
  EXPECT_THAT(prices(kLender), ElementsAre("A 100.000"));
  offer_to({});
  EXPECT_THAT(prices(kBroker), ElementsAre("B 101.000"));
}

TEST_P(LendingService, ADraftPricesNothingAndOneSheetAProductDoes) {
  const SheetRecord first = activate("A,6.000,100.000,99.000\nB,6.000,101.000,99.000\n");
  const SheetRecord second = upload("B,6.000,102.000,99.000\nC,6.000,103.000,99.000\n");
  EXPECT_THAT(prices(kLender), ElementsAre("B 101.000", "A 100.000"));
  ASSERT_TRUE(lending_.sheets.activate(second.id, as(kLender)));
  EXPECT_THAT(prices(kLender), ElementsAre("C 103.000", "B 102.000", "A 100.000"));
  ASSERT_TRUE(lending_.sheets.activate(first.id, as(kLender))) << "a lender goes back";
  EXPECT_THAT(prices(kLender), ElementsAre("C 103.000", "B 101.000", "A 100.000"));
  EXPECT_EQ(outcome(lending_.sheets.activate(first.id, as(kBroker))), "not_found");
}

TEST_P(LendingService, ALockHoldsItsPriceForItsDays) {
  const SheetRecord sheet = activate("A,6.000,100.000,99.000\n");
  offer_to({test_org(kBroker)});
  const LoanRecord mine = loan();
  const RateLock asked = request(mine.id, order(sheet.id)).value();
  EXPECT_EQ(asked.lender_org_id, test_org(kLender));
  EXPECT_EQ(asked.lock.price.to_text(), "100.000");
  EXPECT_THAT(asked.evidence, HasSubstr(R"("base_price":"100.000")"));
  EXPECT_EQ(outcome(lending_.locks.commit(asked.id, as(kBroker))), "not_found") << "the lender commits";
  EXPECT_EQ(outcome(lending_.locks.commit(asked.id, as(kStranger))), "not_found");
  const RateLock held = lending_.locks.commit(asked.id, as(kLender)).value();
  EXPECT_EQ(held.version, 2U);
  EXPECT_EQ(outcome(lending_.locks.commit(asked.id, as(kLender))), "lock_not_requested");
  EXPECT_EQ(outcome(request(mine.id, order(sheet.id))), "lock_live");
  const RateLock longer = lending_.locks.extend(asked.id, 10, as(kLender)).value();
  EXPECT_EQ(longer.lock.price.to_text(), "99.8125") << "less the fee";
  clock_.advance_seconds(40 * kDay);
  EXPECT_EQ(outcome(lending_.locks.extend(asked.id, 1, as(kLender))), "lock_lapsed");
}

TEST_P(LendingService, WhatIsNotOfferedCannotBeLocked) {
  const SheetRecord sheet = activate("A,6.000,100.000,99.000\nB,6.000,NA,99.000\n");
  const LoanRecord mine = loan();
  const auto refused = [&](const LockOrder& wanted) {
    const auto asked = request(mine.id, wanted);
    return asked ? std::string("done") : code_of(asked.error()) + " " + asked.error().context;
  };
  EXPECT_EQ(refused(order(sheet.id)), "no_such_offer not_in_force") << "it is not offered to the broker";
  offer_to({test_org(kBroker)});
  EXPECT_EQ(refused(order(upload("A,6.000,100.000,99.000\n").id)), "no_such_offer not_in_force");
  EXPECT_EQ(refused(order(sheet.id, "C")), "no_such_offer not_in_force");
  EXPECT_EQ(refused(order(sheet.id, "B")), "no_such_offer no_price");
  EXPECT_EQ(refused(order(sheet.id, "A", "7.000")), "no_such_offer no_price");
  LockOrder quoted = order(sheet.id);
  quoted.at_least = Price::parse("100.001").value();
  EXPECT_EQ(refused(quoted), "price_changed 100.000");
  quoted.at_least = Price::parse("100.000").value();
  EXPECT_EQ(refused(quoted), "done");
}

TEST_P(LendingService, ALapsedRequestLeavesTheLoanFree) {
  const SheetRecord sheet = activate("A,6.000,100.000,99.000\n");
  offer_to({test_org(kBroker)});
  const LoanRecord mine = loan();
  const RateLock asked = request(mine.id, order(sheet.id)).value();
  clock_.advance_seconds(24 * kHour);
  EXPECT_EQ(outcome(lending_.locks.commit(asked.id, as(kLender))), "lock_lapsed");
  const SheetRecord better = activate("A,6.000,101.000,99.000\n");
  const RateLock again = request(mine.id, order(better.id)).value();
  EXPECT_EQ(again.lock.price.to_text(), "101.000") << "what was never committed holds nobody";
  EXPECT_FALSE(again.relock_of);
}

class Relock : public LendingService {
 protected:
  /// A loan whose committed lock at 100.000 has just lapsed.
  void SetUp() override {
    first_ = activate("A,6.000,100.000,99.000\nB,6.000,100.250,99.000\n");
    offer_to({test_org(kBroker)});
    lapsed_ = request(mine_.id, order(first_->id)).value();
    ASSERT_TRUE(lending_.locks.commit(lapsed_->id, as(kLender)));
    clock_.advance_seconds(30 * kDay);
  }
  LoanRecord mine_ = loan();
  std::optional<SheetRecord> first_;
  std::optional<RateLock> lapsed_;
};

TEST_P(Relock, GetsTheWorseOfTheTwoPrices) {
  const SheetRecord better = activate("A,6.000,101.000,99.000\n");
  const RateLock again = request(mine_.id, order(better.id)).value();
  EXPECT_EQ(again.lock.price.to_text(), "100.000");
  EXPECT_EQ(again.relock_of, lapsed_->id);
}

TEST_P(Relock, ARequestThatIsLeftToLapseDoesNotFreeTheLoan) {
  const SheetRecord better = activate("A,6.000,101.000,99.000\n");
  for (int day = 0; day < 3; ++day) {
    const RateLock again = request(mine_.id, order(better.id)).value();
    EXPECT_EQ(again.lock.price.to_text(), "100.000");
    EXPECT_EQ(again.relock_of, lapsed_->id);
    clock_.advance_seconds(kDay);
  }
}

TEST_P(Relock, GetsTheCurrentPriceWhereThatIsWorse) {
  const SheetRecord worse = activate("A,6.000,99.500,99.000\n");
  const RateLock again = request(mine_.id, order(worse.id)).value();
  EXPECT_EQ(again.lock.price.to_text(), "99.500");
  EXPECT_FALSE(again.relock_of);
}

TEST_P(Relock, ComparesAnotherProductWithWhatTheLapsedSheetSaidOfIt) {
  const SheetRecord better = activate("B,6.000,102.000,99.000\nC,6.000,103.000,99.000\n");
  EXPECT_EQ(outcome(request(mine_.id, order(better.id, "B"))), "done");
  EXPECT_EQ(store_->lending()
                .locks(test_org(kBroker), mine_.id, {.before = {}, .limit = 1})
                .value()
                .front()
                .lock.price.to_text(),
            "100.250");
}

TEST_P(Relock, AProductThatTheLapsedSheetDidNotHaveIsPricedAsItIs) {
  const SheetRecord other = activate("C,6.000,103.000,99.000\n");
  EXPECT_EQ(request(mine_.id, order(other.id, "C")).value().lock.price.to_text(), "103.000");
}

TEST_P(Relock, IsFreeAfterTheWindow) {
  clock_.advance_seconds(30 * kDay);
  const SheetRecord better = activate("A,6.000,101.000,99.000\n");
  EXPECT_EQ(request(mine_.id, order(better.id)).value().lock.price.to_text(), "101.000");
}

TEST_P(LendingService, TheTermsOfALockedLoanStay) {
  const SheetRecord sheet = activate("A,6.000,100.000,99.000\n");
  offer_to({test_org(kBroker)});
  LoanRecord mine = loan();
  ASSERT_TRUE(request(mine.id, order(sheet.id)));
  LoanRecord larger = mine;
  larger.terms = terms("500000.00");
  EXPECT_EQ(outcome(lending_.loans.change(larger, {}, as(kBroker))), "loan_locked");
  EXPECT_EQ(outcome(lending_.loans.change(mine, borrower("Sam Example"), as(kBroker))), "done");
  clock_.advance_seconds(24 * kHour);
  larger.version = 2;
  EXPECT_EQ(outcome(lending_.loans.change(larger, {}, as(kBroker))), "done");
}

TEST_P(LendingService, OfTwoLockRequestsAtOnceOneIsMade) {
  const SheetRecord sheet = activate("A,6.000,100.000,99.000\n");
  offer_to({test_org(kBroker)});
  for (int round = 0; round < 5; ++round) {
    const LoanRecord mine = loan();
    std::array<std::string, 4> outcomes;
    std::vector<std::thread> rivals;
    for (auto& each : outcomes) rivals.emplace_back([&] { each = outcome(request(mine.id, order(sheet.id))); });
    for (auto& rival : rivals) rival.join();
    EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), "done"), 1);
    EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), "lock_live"), 3);
  }
}

TEST_P(LendingService, ALockIsConfirmedOnceAndCommittedByIt) {
  const SheetRecord sheet = activate("A,6.000,100.000,99.000\n");
  offer_to({test_org(kBroker)});
  const RateLock asked = request(loan().id, order(sheet.id)).value();
  const auto confirm = [&](const std::string& number, int org = kLender) {
    return outcome(lending_.locks.confirm(asked.id, number, as(org), {}));
  };
  EXPECT_EQ(confirm("L-1", kBroker), "not_found");
  EXPECT_EQ(confirm("L-1"), "done");
  EXPECT_EQ(confirm("L-1"), "done");
  EXPECT_EQ(confirm("L-2"), "conflict");
  const auto there = store_->lending().find_lock(test_org(kBroker), asked.id).value().value();
  EXPECT_TRUE(there.lock.committed_at);
  EXPECT_EQ(there.confirmation, "L-1");
  EXPECT_EQ(rows_of("LOCK_CONFIRMED"), 1U);
}

TEST_P(LendingService, ARepeatUnderOneKeyMakesNothing) {
  Once<LoanRecord> once;
  once.key = service::Idempotency{test_org(kBroker).text(), "once", Digest()};
  once.status = 200;
  once.body = [](const LoanRecord& made) { return made.id.text(); };
  const auto first = lending_.loans.create({terms(), borrower()}, as(kBroker), once).value();
  const auto again = lending_.loans.create({terms(), borrower()}, as(kBroker), once).value();
  const auto& answer = std::get<service::RememberedAnswer>(again);
  EXPECT_EQ(answer.body, std::get<LoanRecord>(first).id.text());
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(store_->lending().loans(test_org(kBroker), {.before = {}, .limit = 10}).value().size(), 1U);
}

TEST_P(LendingService, AnExternalIdIsTakenOnce) {
  const auto import = [&](int org) {
    return outcome(lending_.loans.create({terms(), borrower(), "LOS-7"}, as(org), {}));
  };
  EXPECT_EQ(import(kBroker), "done");
  EXPECT_EQ(import(kBroker), "conflict");
  EXPECT_EQ(import(kLender), "done");
}

TEST_P(LendingService, ADocumentIsSealedInPartsAndOpensWhole) {
  const LoanRecord mine = loan();
  std::string content = "begins here ";
  while (content.size() < 150'000) content += "and goes on " + std::to_string(content.size());
  const auto deliver = [&](int org) {
    return lending_.documents.deliver({mine.id, "appraisal", "a.pdf", "application/pdf", content}, as(org), {});
  };
  EXPECT_EQ(outcome(deliver(kLender)), "not_found");
  ASSERT_TRUE(lending_.loans.share(mine.id, test_org(kLender), as(kBroker)));
  const auto record = std::get<service::DocumentRecord>(deliver(kLender).value());
  EXPECT_FALSE(is_in_database("begins here"));
  EXPECT_EQ(database_->query("SELECT count(*) FROM document_parts"), "3");
  EXPECT_EQ(lending_.documents.open(record.id, as(kBroker)).value().content, content);
  EXPECT_EQ(outcome(lending_.documents.open(record.id, as(kLender))), "not_found");
  EXPECT_EQ(rows_of("DOCUMENT_OPENED"), 1U);
  database_->execute("DELETE FROM document_parts WHERE place = 2");
  EXPECT_EQ(outcome(lending_.documents.open(record.id, as(kBroker))), "corrupt");
  EXPECT_THAT(last_row("DOCUMENT_OPENED"), HasSubstr(R"("outcome":"failure")"));
}

TEST_P(LendingService, ASubscriptionKeepsItsSecretSealed) {
  using Subscribed = service::WebhookSubscriptions::Subscribed;
  const auto subscribe = [&] {
    return lending_.webhooks.subscribe({"https://hooks.example.com/a", {"loan.created"}}, as(kBroker), {});
  };
  const auto made = std::get<Subscribed>(subscribe().value());
  EXPECT_THAT(made.secret, HasSubstr("whsec_"));
  EXPECT_FALSE(is_in_database(made.secret));
  const auto place = service::place_of(service::kWebhookSecrets, test_org(kBroker).view(), made.record.id.view());
  const auto stored = store_->lending().webhooks(test_org(kBroker), {.before = {}, .limit = 10}).value();
  ASSERT_EQ(stored.size(), 1U);
  const SecretBytes opened = server_->encryptor.open(place.value(), stored.front().secret).value();
  EXPECT_EQ(as_text(opened.expose()), made.secret);
  EXPECT_THAT(last_row("WEBHOOK_SUBSCRIBED"), Not(HasSubstr("hooks.example.com")));
  for (std::uint64_t n = 1; n < service::WebhookSubscriptions::kMost; ++n) ASSERT_TRUE(subscribe());
  EXPECT_EQ(outcome(subscribe()), "too_many_webhooks");
  EXPECT_EQ(outcome(lending_.webhooks.remove(made.record.id, as(kLender))), "not_found");
  EXPECT_EQ(outcome(lending_.webhooks.remove(made.record.id, as(kBroker))), "done");
  EXPECT_EQ(outcome(subscribe()), "done");
}

TEST_P(LendingService, SheetsThatWereAskedForLongAgoAreReadAgain) {
  service::SheetCache cache(*store_, 5);  // cells: two sheets of two
  const SheetId a = upload("A,6.000,100.000,99.000\n").id, b = upload("B,6.000,100.000,99.000\n").id;
  const SheetId c = upload("C,6.000,100.000,99.000\n").id;
  const auto first = cache.find(a).value();
  ASSERT_TRUE(cache.find(b));
  EXPECT_EQ(cache.find(a).value(), first);
  ASSERT_TRUE(cache.find(c));  // puts b out
  EXPECT_EQ(cache.find(a).value(), first);
  const auto other = cache.find(b).value();
  EXPECT_EQ(other->products().front().code, "B");
  EXPECT_NE(cache.find(a).value(), nullptr);
  EXPECT_EQ(outcome(cache.find(numbered<SheetId>("rs_", 7))), "not_found");
}

RATESTACK_FOR_EACH_STORE(LendingService);
RATESTACK_FOR_EACH_STORE(Relock);

}  // namespace
}  // namespace ratestack::contract
