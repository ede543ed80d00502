// decide() and effective() against the oracle, over the whole table of tests/support/policy_table.hpp.
#include <gtest/gtest.h>

#include "policy_oracle.hpp"
#include "ratestack/policy/authorizer.hpp"
#include "tests/support/policy_values.hpp"

namespace ratestack {
namespace {

using testing::NamedHolding;
using testing::Names;
using testing::NameSet;

constexpr unsigned kRoleMasks = 256;

/// One answer a capability, in the order of the names.
template <typename Answer>
using PerCapability = std::array<Answer, kCapabilityCount>;

Rule rule_named(const std::string& name) {
  for (std::size_t i = 0; i < kRuleCount; ++i) {
    if (to_string(static_cast<Rule>(i)) == name) return static_cast<Rule>(i);
  }
  ADD_FAILURE() << "no rule is called " << name;
  return Rule::no_role;
}

PerCapability<bool> row_of(const NameSet& names) {
  PerCapability<bool> row{};
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = names.count(std::string(testing::kCapabilityNames[i])) != 0;
  return row;
}

NameSet set_of(const Names& names) { return {names.begin(), names.end()}; }

class EveryDecision : public ::testing::TestWithParam<std::string> {
 protected:
  EveryDecision() : type_name_(GetParam()), type_(parse_org_type(type_name_).value()) {
    for (unsigned mask = 0; mask < kRoleMasks; ++mask) {
      const Names roles = testing::roles_of_mask(mask);
      role_rows_.push_back(row_of(oracle_.by_roles(roles, type_name_)));
      role_sets_.push_back(testing::role_set(roles));
    }
    for (const Names& enabled : testing::enabled_family()) {
      enabled_rows_.push_back(row_of(set_of(enabled)));
      enabled_sets_.push_back(testing::capability_set(enabled));
    }
    enabled_rows_.push_back(ceiling_);
    enabled_sets_.push_back(ceiling(type_));
  }

  /// Every set of roles and every enabled set with one holding at one moment.
  void check(const NamedHolding& named, std::int64_t now) {
    const testing::Holding holding(named);
    PerCapability<Rule> by_grants{};
    for (std::size_t i = 0; i < by_grants.size(); ++i) {
      by_grants[i] = rule_named(oracle_.by_grants(named.grants, std::string(testing::kCapabilityNames[i]), now));
    }
    const auto key = row_of(set_of(named.key));
    for (unsigned mask = 0; mask < kRoleMasks; ++mask) {
      const PolicySubject subject = holding.subject(role_sets_[mask]);
      for (std::size_t e = 0; e < enabled_sets_.size(); ++e) {
        PerCapability<Rule> expected{};
        for (std::size_t i = 0; i < expected.size(); ++i) {
          expected[i] = !ceiling_[i]           ? Rule::not_in_ceiling
                        : !enabled_rows_[e][i] ? Rule::not_enabled
                        : role_rows_[mask][i]  ? Rule::by_role
                        : key[i]               ? Rule::by_key
                                               : by_grants[i];
        }
        check_one(subject, {type_, enabled_sets_[e]}, Timestamp::from_micros(now), expected);
      }
    }
  }

  OrgType type() const { return type_; }
  std::size_t decisions() const { return decisions_; }
  std::size_t allowed() const { return allowed_; }

 private:
  void check_one(const PolicySubject& subject, const PolicyOrg& org, Timestamp now,
                 const PerCapability<Rule>& expected) {
    const CapabilitySet all = effective(subject, org, now);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const auto capability = static_cast<Capability>(i);
      const Decision decision = decide(subject, org, capability, now);
      ++decisions_;
      if (decision.allowed()) ++allowed_;
      const bool should_be_allowed = expected[i] >= Rule::by_role;
      if (decision.rule == expected[i] && all.contains(capability) == should_be_allowed) continue;
      FAIL() << to_string(capability) << ": " << to_string(decision.rule) << " instead of " << to_string(expected[i])
             << ", in effective(): " << all.contains(capability) << "; roles " << subject.roles.bits() << ", enabled "
             << org.enabled.bits() << ", now " << now.to_text();
    }
  }

  const std::string type_name_;
  const OrgType type_;
  const testing::PolicyOracle oracle_;
  const PerCapability<bool> ceiling_ = row_of(oracle_.ceiling(type_name_));
  std::vector<PerCapability<bool>> role_rows_, enabled_rows_;
  std::vector<RoleSet> role_sets_;
  std::vector<CapabilitySet> enabled_sets_;
  std::size_t decisions_ = 0, allowed_ = 0;
};

TEST_P(EveryDecision, IsTheOracles) {
  for (const NamedHolding& holding : testing::named_holdings()) {
    for (const std::int64_t now : testing::kMoments) {
      check(holding, now);
      ASSERT_FALSE(HasFatalFailure()) << holding.name;
    }
  }
  EXPECT_GT(decisions(), 30'000'000U);
  // Neither everything nor nothing, or agreeing would be easy.
  EXPECT_GT(allowed(), decisions() / 200);
  EXPECT_LT(allowed(), decisions() / 2);
}

TEST_P(EveryDecision, IsNoInADisabledOrganisation) {
  for (const NamedHolding& named : testing::named_holdings()) {
    const testing::Holding holding(named);
    for (unsigned mask = 0; mask < kRoleMasks; ++mask) {
      const PolicySubject subject = holding.subject(RoleSet::from_bits(mask));
      const PolicyOrg org{type(), CapabilitySet::all(), Standing::disabled};
      const auto before_expiry = Timestamp::from_micros(testing::kExpiry - 1);
      EXPECT_TRUE(effective(subject, org, before_expiry).empty());
      for (std::size_t i = 0; i < kCapabilityCount; ++i) {
        EXPECT_EQ(decide(subject, org, static_cast<Capability>(i), before_expiry), Decision{Rule::org_disabled});
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Types, EveryDecision,
                         ::testing::Values("ORIGINATOR", "INVESTOR", "CORRESPONDENT", "SUBSERVICER", "PLATFORM"),
                         [](const auto& param) { return param.param; });

TEST(Table, NamesWhatCoreNames) {
  for (std::size_t i = 0; i < kCapabilityCount; ++i) {
    EXPECT_EQ(parse_capability(testing::kCapabilityNames.at(i)), static_cast<Capability>(i));
  }
  for (std::size_t i = 0; i < kRoleCount; ++i) EXPECT_EQ(parse_role(testing::kRoleNames.at(i)), static_cast<Role>(i));
  EXPECT_EQ(testing::kCapabilityNames.size(), kCapabilityCount);
  EXPECT_EQ(testing::kRoleNames.size(), kRoleCount);
  EXPECT_EQ(testing::enabled_family().size(), 2U + 19U + 171U);
}

}  // namespace
}  // namespace ratestack
