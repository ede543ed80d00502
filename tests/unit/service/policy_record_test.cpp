#include "native/service/policy_record.hpp"

#include <gtest/gtest.h>

#include "native/service/accounts.hpp"
#include "native/service/system.hpp"
#include "tests/support/writer_fixture.hpp"

namespace ratestack::service {
namespace {

using testing::SetClock;
using testing::SqliteFile;

class PolicyRecordTest : public ::testing::Test {
 protected:
  std::string make_platform() {
    SystemEntropy entropy;
    Accounts accounts(writer_, file_.store(), clock_, entropy);
    const auto asker_for = [this](const OrgId& made) {
      return Asker{{ActorType::system, "operator", std::nullopt, made}, made, "made", clock_.now()};
    };
    return accounts.create_org({OrgType::platform, "RateStack", "admin@platform.example", "dev"}, asker_for)
        .value()
        .org_id.text();
  }

  Result<void> start_with(const std::vector<ServicePolicySpec>& policies) {
    return record_policy_change(file_.store(), writer_, clock_.now(), policies);
  }

  std::vector<AuditRowRecord> rows() {
    return file_.store().list_rows({.action = "SERVICE_POLICY_CHANGED"}, 10).value();
  }

  static std::vector<ServicePolicySpec> with_feed() {
    auto policies = default_service_policies();
    policies.push_back({.name = "feed", .schemes = {"https"}, .ports = {443}, .hosts = {"feed.example"}});
    return policies;
  }

  SqliteFile file_;
  SetClock clock_;
  AuditWriter writer_{file_.store(), clock_};
};

TEST_F(PolicyRecordTest, SaysNothingWhileTheDefaultsHold) {
  make_platform();
  EXPECT_TRUE(start_with(default_service_policies()));
  EXPECT_TRUE(rows().empty());
}

TEST_F(PolicyRecordTest, RecordsAChangeOnceInThePlatformsChain) {
  const std::string platform = make_platform();
  ASSERT_TRUE(start_with(with_feed()));
  ASSERT_TRUE(start_with(with_feed()));
  const auto written = rows();
  ASSERT_EQ(written.size(), 1U);
  EXPECT_NE(written[0].text.find(platform), std::string::npos);
  EXPECT_NE(written[0].text.find("feed.example"), std::string::npos);
  EXPECT_NE(written[0].text.find("\"previous_digest\":null"), std::string::npos);
}

TEST_F(PolicyRecordTest, RecordsTheWayBackToo) {
  make_platform();
  ASSERT_TRUE(start_with(with_feed()));
  ASSERT_TRUE(start_with(default_service_policies()));
  const auto written = rows();
  ASSERT_EQ(written.size(), 2U);
  EXPECT_NE(written[0].text.find("\"previous_digest\":\"" + policy_digest(with_feed()).value().to_hex()),
            std::string::npos);
}

TEST_F(PolicyRecordTest, IsNotDeceivedByARowOfThatNameFromSomebodyElse) {
  make_platform();
  ASSERT_TRUE(start_with(with_feed()));
  AppendJob job = testing::job_of(OrgId::parse("org_01J0000000000000000000000A").value());
  job.events[0].action = "SERVICE_POLICY_CHANGED";
  ASSERT_TRUE(writer_.submit_and_wait(std::move(job)));
  ASSERT_TRUE(start_with(with_feed()));
  EXPECT_EQ(rows().size(), 2U) << "ours and the stranger's";
}

TEST_F(PolicyRecordTest, WaitsForAPlatformOrganisation) {
  ASSERT_TRUE(start_with(with_feed()));
  EXPECT_TRUE(rows().empty());
  make_platform();
  ASSERT_TRUE(start_with(with_feed()));
  EXPECT_EQ(rows().size(), 1U);
}

TEST_F(PolicyRecordTest, TheOrderOfThePoliciesIsNoChange) {
  auto turned = with_feed();
  std::reverse(turned.begin(), turned.end());
  EXPECT_EQ(policy_digest(turned).value().to_hex(), policy_digest(with_feed()).value().to_hex());
}

}  // namespace
}  // namespace ratestack::service
