// Reading the log: scans in id order, lists newest first by any filter.
#include <utility>

#include "ratestack/audit/row_facts.hpp"
#include "tests/contract/store_contract.hpp"

namespace ratestack::contract {
namespace {

using service::AuditRowRecord;
using service::RowFilter;
using testing::test_event;
using testing::test_org;
using Ids = std::vector<std::uint64_t>;

class ScanContract : public StoreContract {};

TEST_P(ScanContract, ReadsALogLongerThanABatchInOrder) {
  append_many(5000);
  const auto rows = read_all(*store_, {1, 5000, {}});
  ASSERT_EQ(rows.size(), 5000U);
  for (std::size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(rows[i].id, i + 1);
}

TEST_P(ScanContract, StaysWithinTheRange) {
  append_many(10);
  EXPECT_EQ(ids(read_all(*store_, {4, 7, {}})), (Ids{4, 5, 6, 7}));
  EXPECT_EQ(ids(read_all(*store_, {9, 99, {}})), (Ids{9, 10}));
  EXPECT_TRUE(read_all(*store_, {11, 99, {}}).empty());
}

TEST_P(ScanContract, ReadsOneOrganisationAlone) {
  append_many(9);
  EXPECT_EQ(ids(read_all(*store_, {1, 9, test_org(1).text()})), (Ids{2, 4, 6, 8}));
  EXPECT_EQ(ids(read_all(*store_, {3, 7, test_org(0).text()})), (Ids{3, 5, 7}));
  EXPECT_EQ(ids(read_all(*store_, {4, 6, test_org(0).text()})), (Ids{5}));
  EXPECT_TRUE(read_all(*store_, {1, 9, test_org(5).text()}).empty());
}

TEST_P(ScanContract, ReadsAnOrganisationLongerThanABatch) {
  append_many(9000);
  const auto rows = read_all(*store_, {1, 9000, test_org(1).text()});
  ASSERT_EQ(rows.size(), 4500U);
  for (std::size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(rows[i].id, 2 * i + 2);
}

TEST_P(ScanContract, ReadsHugeRowsInBoundedBatches) {
  std::vector<AuditEvent> events;
  for (int i = 0; i < 8; ++i) events.push_back(test_event(test_org(0), 900'000));
  ASSERT_TRUE(append(std::move(events)));
  const auto scan = store_->scan({1, 8, {}});
  std::vector<AuditRowRecord> batch;
  std::size_t rows = 0, largest = 0;
  for (auto count = (*scan)->next(batch); count && *count > 0; count = (*scan)->next(batch)) {
    rows += *count;
    largest = std::max(largest, *count);
  }
  EXPECT_EQ(rows, 8U);
  EXPECT_LT(largest, 8U);
}

TEST_P(ScanContract, RowsAppendedMeanwhileDoNotDisturbIt) {
  append_many(3000);
  const auto scan = store_->scan({1, 3000, {}});
  std::vector<AuditRowRecord> batch;
  std::size_t rows = 0;
  for (auto count = (*scan)->next(batch); count && *count > 0; count = (*scan)->next(batch)) {
    rows += *count;
    append_many(1);
  }
  EXPECT_EQ(rows, 3000U);
}

RATESTACK_FOR_EACH_STORE(ScanContract);

class ListContract : public StoreContract {
 protected:
  /// Rows 1 to 12: organisation i%3, action and actor i%2, correlation id i/2, one second apart from kFirst.
  ListContract() {
    std::vector<AuditEvent> events;
    for (int i = 1; i <= 12; ++i) {
      AuditEvent event = test_event(test_org(i % 3));
      event.action = i % 2 == 0 ? "LOAN_CREATED" : "LOGIN_FAILED";
      event.actor.id = i % 2 == 0 ? "usr_even" : "usr_odd";
      event.correlation_id = "corr-" + std::to_string(i / 2);
      event.occurred_at = at_second(i);
      events.push_back(std::move(event));
    }
    EXPECT_TRUE(append(std::move(events)));
  }
  static Timestamp at_second(int second) { return Timestamp::from_micros(std::int64_t{second} * 1'000'000); }
  Ids list(const RowFilter& filter, std::size_t limit = 100) { return ids(store_->list_rows(filter, limit).value()); }
};

TEST_P(ListContract, ListsNewestFirst) {
  EXPECT_EQ(list({}), (Ids{12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1}));
  EXPECT_EQ(list({}, 3), (Ids{12, 11, 10}));
}

TEST_P(ListContract, FiltersByEachField) {
  EXPECT_EQ(list({.org_id = test_org(0).text()}), (Ids{12, 9, 6, 3}));
  EXPECT_EQ(list({.actor_id = "usr_odd"}), (Ids{11, 9, 7, 5, 3, 1}));
  EXPECT_EQ(list({.action = "LOAN_CREATED"}), (Ids{12, 10, 8, 6, 4, 2}));
  EXPECT_EQ(list({.correlation_id = "corr-3"}), (Ids{7, 6}));
  EXPECT_EQ(list({.from = at_second(10)}), (Ids{12, 11, 10}));
  EXPECT_EQ(list({.to = at_second(3)}), (Ids{2, 1}));
}

TEST_P(ListContract, CombinesFilters) {
  EXPECT_EQ(list({.org_id = test_org(0).text(), .action = "LOAN_CREATED"}), (Ids{12, 6}));
  EXPECT_EQ(list({.org_id = test_org(1).text(), .correlation_id = "corr-3"}), (Ids{7}));
  EXPECT_EQ(list({.actor_id = "usr_even", .from = at_second(4), .to = at_second(10)}), (Ids{8, 6, 4}));
  EXPECT_EQ(list({.org_id = test_org(2).text(),
                  .actor_id = "usr_even",
                  .action = "LOAN_CREATED",
                  .correlation_id = "corr-4",
                  .from = at_second(1),
                  .to = at_second(99),
                  .before_id = 9}),
            (Ids{8}));
}

TEST_P(ListContract, AnswersNothingWhereNothingFits) {
  EXPECT_TRUE(list({.org_id = test_org(7).text()}).empty());
  EXPECT_TRUE(list({.correlation_id = "corr-77"}).empty());
  EXPECT_TRUE(list({.from = at_second(5), .to = at_second(5)}).empty());
  EXPECT_TRUE(list({.before_id = 1}).empty());
}

TEST_P(ListContract, PagesMeetWithoutGapOrOverlap) {
  for (const RowFilter& base : {RowFilter{}, RowFilter{.org_id = test_org(1).text()},
                                RowFilter{.action = "LOGIN_FAILED"}, RowFilter{.from = at_second(2)}}) {
    Ids paged;
    RowFilter filter = base;
    for (Ids page = list(filter, 2); !page.empty(); page = list(filter, 2)) {
      paged.insert(paged.end(), page.begin(), page.end());
      filter.before_id = page.back();
    }
    EXPECT_EQ(paged, list(base));
  }
}

TEST_P(ListContract, ACursorMayNameAnIdOfAnotherOrganisation) {
  EXPECT_EQ(list({.org_id = test_org(0).text(), .before_id = 8}), (Ids{6, 3}));
  EXPECT_EQ(list({.org_id = test_org(0).text(), .before_id = 1'000'000}), (Ids{12, 9, 6, 3}));
}

RATESTACK_FOR_EACH_STORE(ListContract);

class LongListContract : public StoreContract {
 protected:
  /// 5000 rows of organisations 0 and 1 in turn; three of them differ in action and correlation id.
  LongListContract() {
    std::vector<AuditEvent> events;
    for (int i = 1; i <= 5000; ++i) {
      AuditEvent event = test_event(test_org(i % 2));
      if (i == 10 || i == 2047 || i == 4500) {
        event.action = "OWNER_OVERRIDE";
        event.correlation_id = "rare";
        event.occurred_at = Timestamp::from_micros(i);
      }
      events.push_back(std::move(event));
      if (i % 1000 != 0) continue;
      EXPECT_TRUE(append(std::exchange(events, {})));
    }
  }
  Ids list(const RowFilter& filter, std::size_t limit = 100) { return ids(store_->list_rows(filter, limit).value()); }
};

TEST_P(LongListContract, FindsRareRowsWhereverTheyAre) {
  EXPECT_EQ(list({.action = "OWNER_OVERRIDE"}), (Ids{4500, 2047, 10}));
  EXPECT_EQ(list({.correlation_id = "rare"}), (Ids{4500, 2047, 10}));
  EXPECT_EQ(list({.org_id = test_org(1).text(), .correlation_id = "rare"}), (Ids{2047}));
  EXPECT_EQ(list({.to = Timestamp::from_micros(2048)}), (Ids{2047, 10}));
  EXPECT_EQ(list({.action = "OWNER_OVERRIDE", .before_id = 2047}), (Ids{10}));
  EXPECT_EQ(list({.action = "OWNER_OVERRIDE"}, 2), (Ids{4500, 2047}));
}

TEST_P(LongListContract, PagesThroughAnOrganisationToTheFirstRow) {
  RowFilter filter{.org_id = test_org(0).text()};
  std::uint64_t expected = 5000;
  for (Ids page = list(filter, 300); !page.empty(); page = list(filter, 300)) {
    for (const std::uint64_t id : page) {
      ASSERT_EQ(id, expected);
      expected -= 2;
    }
    filter.before_id = page.back();
  }
  EXPECT_EQ(expected, 0U);
}

RATESTACK_FOR_EACH_STORE(LongListContract);

}  // namespace
}  // namespace ratestack::contract
