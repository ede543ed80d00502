// Counts of audit rows by action and step of time: whose rows, which steps, what a row stands for, and how far back.
#include <algorithm>
#include <utility>

#include "ratestack/audit/platform_action.hpp"
#include "tests/contract/store_contract.hpp"

namespace ratestack::contract {
namespace {

using service::CountFilter;
using service::RowCount;
using service::RowCounts;
using testing::test_event;
using testing::test_org;
using Items = std::vector<RowCount>;

Timestamp at(std::int64_t second) { return Timestamp::from_micros(1'700'000'000'000'000 + second * 1'000'000); }

AuditEvent event_at(std::int64_t second, std::string action, int org = 0) {
  AuditEvent event = test_event(test_org(org));
  event.action = std::move(action);
  event.occurred_at = at(second);
  return event;
}

AuditEvent denial_at(std::int64_t second, std::int64_t unsaid) {
  AuditEvent event = event_at(second, std::string(kAccessDenied));
  event.payload = CanonicalJson::from_value(JsonObject{{"what", "loan.write"}, {"unsaid_before", unsaid}}).value();
  return event;
}

class CountContract : public StoreContract {
 protected:
  /// Steps of ten seconds, a hundred seconds from at(0).
  static CountFilter filter(std::vector<std::string> actions) {
    return {.actions = std::move(actions), .from = at(0), .to = at(100), .step_micros = 10'000'000};
  }
  RowCounts count(const CountFilter& filter) { return store_->count_rows(filter).value(); }
  Items items(const CountFilter& filter) { return count(filter).items; }
};

TEST_P(CountContract, OfAnEmptyLogAreNoneAndComplete) {
  const RowCounts found = count(filter({"A"}));
  EXPECT_TRUE(found.items.empty());
  EXPECT_EQ(found.complete_from, at(0));
}

TEST_P(CountContract, AreByActionAndStepSortedWithoutZeros) {
  ASSERT_TRUE(append({event_at(35, "B"), event_at(0, "A"), event_at(9, "A"), event_at(10, "A"), event_at(99, "B"),
                      event_at(31, "B"), event_at(5, "C")}));
  EXPECT_EQ(items(filter({"B", "A"})), (Items{{"A", at(0), 2}, {"A", at(10), 1}, {"B", at(30), 2}, {"B", at(90), 1}}));
}

TEST_P(CountContract, TakeTheBeginningInAndLeaveTheEndOut) {
  ASSERT_TRUE(append({event_at(-1, "A"), event_at(0, "A"), event_at(100, "A")}));
  EXPECT_EQ(items(filter({"A"})), (Items{{"A", at(0), 1}}));
}

TEST_P(CountContract, BeginTheirStepsAtTheBeginning) {
  ASSERT_TRUE(append({event_at(7, "A"), event_at(16, "A"), event_at(17, "A")}));
  CountFilter shifted = filter({"A"});
  shifted.from = at(7);
  EXPECT_EQ(items(shifted), (Items{{"A", at(7), 2}, {"A", at(17), 1}}));
}

TEST_P(CountContract, AreOfOneOrganisationOrOfAll) {
  ASSERT_TRUE(append({event_at(1, "A", 0), event_at(2, "A", 1), event_at(3, "A", 1)}));
  CountFilter one = filter({"A"});
  EXPECT_EQ(items(one), (Items{{"A", at(0), 3}}));
  one.org_id = test_org(1).text();
  EXPECT_EQ(items(one), (Items{{"A", at(0), 2}}));
  one.org_id = test_org(7).text();
  EXPECT_TRUE(items(one).empty());
}

TEST_P(CountContract, CountDenialsThatARowStandsFor) {
  ASSERT_TRUE(append({denial_at(1, 0), denial_at(2, 41), denial_at(12, 3)}));
  EXPECT_EQ(items(filter({std::string(kAccessDenied)})),
            (Items{{"ACCESS_DENIED", at(0), 43}, {"ACCESS_DENIED", at(10), 4}}));
}

TEST_P(CountContract, TakeNothingElseForUnsaidDenials) {
  AuditEvent other = denial_at(1, 41);
  other.action = "A";
  AuditEvent quoted = denial_at(2, 0);
  quoted.payload = CanonicalJson::from_value(JsonObject{{"what", R"("unsaid_before":9)"}}).value();
  AuditEvent text = denial_at(3, 0);
  text.payload = CanonicalJson::from_value(JsonObject{{"unsaid_before", "many"}}).value();
  ASSERT_TRUE(append({std::move(other), std::move(quoted), std::move(text)}));
  EXPECT_EQ(items(filter({"A", std::string(kAccessDenied)})), (Items{{"A", at(0), 1}, {"ACCESS_DENIED", at(0), 2}}));
}

TEST_P(CountContract, FindWhatWasRecordedLate) {
  append_many(3000);
  ASSERT_TRUE(append({event_at(5, "A")}));
  append_many(1500);
  EXPECT_EQ(items(filter({"A"})), (Items{{"A", at(0), 1}}));
}

class LongCountContract : public CountContract {
 protected:
  /// 3000 rows, one a second; stretches end after rows 1023 and 2047.
  LongCountContract() {
    std::vector<AuditEvent> events;
    for (int i = 0; i < 3000; ++i) {
      events.push_back(event_at(i, i % 2 == 0 ? "A" : "B", i % 3));
      if (events.size() < 1000) continue;
      EXPECT_TRUE(append(std::exchange(events, {})));
    }
  }
  static CountFilter whole(std::uint64_t most_stretches) {
    return {.actions = {"A", "B"},
            .from = at(0),
            .to = at(3000),
            .step_micros = 100'000'000,
            .most_stretches = most_stretches};
  }
  static std::uint64_t sum(const RowCounts& counts) {
    std::uint64_t sum = 0;
    for (const RowCount& item : counts.items) sum += item.count;
    return sum;
  }
};

TEST_P(LongCountContract, ReachAcrossStretches) {
  const RowCounts all = count(whole(3));
  EXPECT_EQ(all.items.size(), 60U);
  EXPECT_EQ(sum(all), 3000U);
  EXPECT_EQ(all.complete_from, at(0));
}

TEST_P(LongCountContract, SayWhereTheyAreCompleteWhereTheBoundLeftRowsUnread) {
  const RowCounts all = count(whole(3));
  const RowCounts newest = count(whole(1));
  // Row 2048 is of second 2047 and the first of its stretch, whose last second is 2999.
  EXPECT_EQ(sum(newest), 953U);
  EXPECT_EQ(newest.complete_from, at(3000));
  const RowCounts two = count(whole(2));
  EXPECT_EQ(sum(two), 3000U - 1023U);
  EXPECT_EQ(two.complete_from, at(2100));
  for (const RowCount& item : two.items) {
    if (item.start < two.complete_from) continue;
    EXPECT_NE(std::find(all.items.begin(), all.items.end(), item), all.items.end());
  }
}

TEST_P(LongCountContract, KnowNothingWhereNoRowThatCountsWasRead) {
  CountFilter early = whole(1);
  early.to = at(1000);
  const RowCounts found = count(early);
  EXPECT_TRUE(found.items.empty());
  EXPECT_EQ(found.complete_from, at(1000));
}

TEST_P(LongCountContract, OfAnOrganisationAreItsShare) {
  CountFilter one = whole(3);
  one.org_id = test_org(2).text();
  EXPECT_EQ(sum(count(one)), 1000U);
}

RATESTACK_FOR_EACH_STORE(CountContract);
RATESTACK_FOR_EACH_STORE(LongCountContract);

}  // namespace
}  // namespace ratestack::contract
