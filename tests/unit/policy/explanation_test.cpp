#include "ratestack/policy/explanation.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/policy_values.hpp"

namespace ratestack {
namespace {

constexpr auto kNow = Timestamp::from_micros(testing::kExpiry - 1);
const PolicyOrg kOriginator{OrgType::originator, CapabilitySet::all()};

std::string answer(const PolicySubject& subject, const PolicyOrg& org, Capability capability) {
  return explanation_json(explain(subject, org, capability, kNow)).text();
}

TEST(Explain, EndsAtTheBoundThatRefuses) {
  const PolicySubject auditor{RoleSet().with(Role::auditor)};
  EXPECT_EQ(
      answer(auditor, kOriginator, Capability::platform_operate),
      R"({"allowed":false,"path":[{"check":"organisation","of":null,"passed":true,"rule":null},)"
      R"({"check":"ceiling","of":"ORIGINATOR","passed":false,"rule":"not_in_ceiling"}],"reason":"not_in_ceiling"})");
  EXPECT_EQ(answer(auditor, {OrgType::originator, CapabilitySet::all(), Standing::disabled}, Capability::loan_read),
            R"({"allowed":false,"path":[{"check":"organisation","of":null,"passed":false,"rule":"org_disabled"}],)"
            R"("reason":"org_disabled"})");
}

TEST(Explain, GoesThroughTheRolesToTheOneThatGives) {
  const PolicySubject both{RoleSet().with(Role::loan_officer).with(Role::auditor).with(Role::provider)};
  EXPECT_EQ(answer(both, kOriginator, Capability::audit_read),
            R"({"allowed":true,"path":[{"check":"organisation","of":null,"passed":true,"rule":null},)"
            R"({"check":"ceiling","of":"ORIGINATOR","passed":true,"rule":null},)"
            R"({"check":"enabled","of":null,"passed":true,"rule":null},)"
            R"({"check":"role","of":"LOAN_OFFICER","passed":false,"rule":null},)"
            R"({"check":"role","of":"AUDITOR","passed":true,"rule":"by_role"}],"reason":"by_role"})");
}

TEST(Explain, NamesTheGrantsAndWhyTheyFail) {
  testing::Holding holding(testing::named_holdings().back());
  holding.grants[0].id = "grant_a";
  holding.grants[1].id = "grant_b";
  EXPECT_EQ(answer(holding.subject({}), kOriginator, Capability::org_admin),
            R"({"allowed":true,"path":[{"check":"organisation","of":null,"passed":true,"rule":null},)"
            R"({"check":"ceiling","of":"ORIGINATOR","passed":true,"rule":null},)"
            R"({"check":"enabled","of":null,"passed":true,"rule":null},)"
            R"({"check":"key","of":null,"passed":false,"rule":null},)"
            R"({"check":"grant","of":"grant_a","passed":false,"rule":"grant_revoked"},)"
            R"({"check":"grant","of":"grant_b","passed":true,"rule":"by_grant"}],"reason":"by_grant"})");
}

// What the path says, read by itself: three bounds that all hold, and one source.
bool path_allows(const std::vector<PolicyStep>& path) {
  if (path.size() < 4) return false;
  for (std::size_t i = 0; i < 3; ++i) {
    if (!path[i].passed) return false;
  }
  return path.back().passed;
}

bool names_rule(const std::vector<PolicyStep>& path, Rule rule) {
  return std::any_of(path.begin(), path.end(), [rule](const PolicyStep& step) { return step.rule == rule; });
}

TEST(Explain, ItsPathLeadsToTheDecision) {
  std::size_t allowed = 0, denied = 0;
  for (const testing::NamedHolding& named : testing::named_holdings()) {
    const testing::Holding holding(named);
    for (unsigned mask = 0; mask < 256; ++mask) {
      const PolicySubject subject = holding.subject(RoleSet::from_bits(mask));
      for (std::size_t i = 0; i < kCapabilityCount; ++i) {
        const auto capability = static_cast<Capability>(i);
        const PolicyOrg org{OrgType::investor, CapabilitySet::from_bits(~(1U << (mask % 19)))};
        const Explanation made = explain(subject, org, capability, kNow);
        ASSERT_EQ(made.decision, decide(subject, org, capability, kNow));
        ASSERT_EQ(path_allows(made.path), made.decision.allowed()) << named.name << ' ' << mask << ' ' << i;
        ASSERT_EQ(names_rule(made.path, made.decision.rule), made.decision.rule != Rule::no_role);
        ++(made.decision.allowed() ? allowed : denied);
      }
    }
  }
  EXPECT_GT(allowed, 1000U);
  EXPECT_GT(denied, 1000U);
}

}  // namespace
}  // namespace ratestack
