// Decisions are made on every request: they must not allocate, however many grants there are.
#include <gtest/gtest.h>

#include "allocation_count.hpp"
#include "ratestack/policy/explanation.hpp"
#include "tests/support/policy_values.hpp"

namespace ratestack {
namespace {

TEST(Decide, DoesNotAllocate) {
  std::size_t explaining = 0;
  for (const testing::NamedHolding& named : testing::named_holdings()) {
    const testing::Holding holding(named);
    const PolicySubject subject = holding.subject(RoleSet().with(Role::auditor));
    const PolicyOrg org{OrgType::correspondent, CapabilitySet::all()};
    const auto now = Timestamp::from_micros(testing::kExpiry - 1);
    const std::size_t before = testing::allocation_count();
    for (std::size_t i = 0; i < kCapabilityCount; ++i) {
      static_cast<void>(decide(subject, org, static_cast<Capability>(i), now));
    }
    static_cast<void>(effective(subject, org, now));
    EXPECT_EQ(testing::allocation_count(), before) << named.name;
    static_cast<void>(explain(subject, org, Capability::lock_commit, now));
    explaining += testing::allocation_count() - before;
  }
  EXPECT_GT(explaining, 0U);  // the count counts
}

}  // namespace
}  // namespace ratestack
