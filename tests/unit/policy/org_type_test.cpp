// The ceilings of contract 3.4, written down a second time, as the contract's two tables have them.
#include "ratestack/policy/org_type.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace ratestack {
namespace {

CapabilitySet set_of(const std::string& names) {
  CapabilitySet set;
  std::istringstream words(names);
  for (std::string name; words >> name;) {
    const auto capability = parse_capability(name);
    EXPECT_TRUE(capability) << name;
    if (capability) set = set.with(*capability);
  }
  return set;
}

struct Row {
  OrgType type;
  const char* name;
  const char* operational;
  const char* provider;
};

class Ceiling : public ::testing::TestWithParam<Row> {};

TEST_P(Ceiling, IsTheContracts) {
  const Row& row = GetParam();
  EXPECT_EQ(ceiling(row.type), set_of(row.operational) | set_of(row.provider));
}

TEST_P(Ceiling, BelongsToATypeWithAName) {
  EXPECT_EQ(to_string(GetParam().type), GetParam().name);
  EXPECT_EQ(parse_org_type(GetParam().name), GetParam().type);
}

INSTANTIATE_TEST_SUITE_P(
    Types, Ceiling,
    ::testing::Values(
        Row{OrgType::originator, "ORIGINATOR",
            "loan.read loan.write loan.share loan.price ratesheet.read lock.request org.admin integration.manage "
            "audit.read",
            "provider.loan.import provider.loan.status provider.pricing.quote provider.document.deliver "
            "provider.webhook.subscribe"},
        Row{OrgType::investor, "INVESTOR",
            "loan.read loan.price ratesheet.read ratesheet.activate lock.commit org.admin integration.manage "
            "audit.read",
            "provider.ratesheet.publish provider.lock.confirm provider.document.deliver provider.webhook.subscribe"},
        Row{OrgType::correspondent, "CORRESPONDENT",
            "loan.read loan.write loan.share loan.price ratesheet.read ratesheet.activate lock.request lock.commit "
            "org.admin integration.manage audit.read",
            "provider.ratesheet.publish provider.loan.import provider.loan.status provider.pricing.quote "
            "provider.lock.confirm provider.document.deliver provider.webhook.subscribe"},
        Row{OrgType::subservicer, "SUBSERVICER", "loan.read org.admin integration.manage audit.read",
            "provider.loan.status provider.document.deliver provider.webhook.subscribe"},
        Row{OrgType::platform, "PLATFORM",
            "loan.read loan.write loan.share loan.price ratesheet.read ratesheet.activate lock.request lock.commit "
            "org.admin integration.manage audit.read platform.operate",
            "provider.ratesheet.publish provider.loan.import provider.loan.status provider.pricing.quote "
            "provider.lock.confirm provider.document.deliver provider.webhook.subscribe"}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(OrgType, OnlyThePlatformOperates) {
  for (const OrgType type : {OrgType::originator, OrgType::investor, OrgType::correspondent, OrgType::subservicer}) {
    EXPECT_FALSE(ceiling(type).contains(Capability::platform_operate));
  }
}

TEST(OrgType, OtherNamesAreNone) {
  for (const char* name : {"", "originator", "PLATFORM ", "BANK"}) EXPECT_FALSE(parse_org_type(name)) << name;
}

}  // namespace
}  // namespace ratestack
