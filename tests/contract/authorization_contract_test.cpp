// What organisations have enabled, their members, and the last SUPER_ADMIN.
#include <gmock/gmock.h>

#include "tests/contract/authorization_site.hpp"

namespace ratestack::contract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class AuthorizationAccountContract : public AuthorizationContract {
 protected:
  service::Org org(int n) { return store_->find_org(test_org(n)).value().value(); }
  std::optional<Holder> holder(int org, int user) {
    return authorize([&](AuthorizationWriter& w) { return w.role_holder(test_org(org), test_user(user)); }).value();
  }
  std::uint64_t super_admins() {
    return authorize([](AuthorizationWriter& w) { return w.count_super_admins(); }).value();
  }
  std::vector<UserId> member_ids(const std::string& after, std::size_t limit) {
    std::vector<UserId> ids;
    for (const auto& member : facts().members(test_org(1), after, limit).value()) ids.push_back(member.user_id);
    return ids;
  }
};

TEST_P(AuthorizationAccountContract, AnOrganisationHasEnabledWhatItWasSetTo) {
  EXPECT_EQ(org(1).enabled, std::nullopt);
  const CapabilitySet some = CapabilitySet().with(Capability::loan_read).with(Capability::org_admin);
  ASSERT_TRUE(set_enabled(1, some));
  EXPECT_EQ(org(1).enabled, some);
  EXPECT_EQ(org(2).enabled, std::nullopt);
  ASSERT_TRUE(set_enabled(1, CapabilitySet()));
  EXPECT_EQ(org(1).enabled, CapabilitySet());
  ASSERT_TRUE(set_enabled(1, std::nullopt));
  EXPECT_EQ(org(1).enabled, std::nullopt);
  EXPECT_EQ(set_enabled(9, some).error().code, StoreError::not_found);
}

TEST_P(AuthorizationAccountContract, AnOrganisationIsDisabledAndEnabledAgain) {
  ASSERT_TRUE(disable_org(1, at(5)));
  EXPECT_EQ(org(1).disabled_at, at(5));
  EXPECT_EQ(org(2).disabled_at, std::nullopt);
  ASSERT_TRUE(disable_org(1, std::nullopt));
  EXPECT_EQ(org(1).disabled_at, std::nullopt);
  EXPECT_EQ(disable_org(9, at(5)).error().code, StoreError::not_found);
}

TEST_P(AuthorizationAccountContract, MembershipsSayWhatTheirOrganisationsAllow) {
  join(0, 1, Role::auditor);
  join(1, 1, Role::org_admin);
  ASSERT_TRUE(write([](IdentityWriter& w) { return w.insert_session(test_session(1), std::nullopt); }));
  ASSERT_TRUE(set_enabled(1, CapabilitySet()));
  ASSERT_TRUE(disable_org(1, at(5)));
  const auto of_session = read().find_session(test_session_id(1)).value().value().memberships;
  const auto of_user = read().memberships(test_user(1)).value();
  for (const auto& found : {of_session, of_user}) {
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].org_enabled, std::nullopt);
    EXPECT_EQ(found[0].org_disabled_at, std::nullopt);
    EXPECT_EQ(found[1].org_enabled, CapabilitySet());
    EXPECT_EQ(found[1].org_disabled_at, at(5));
  }
}

TEST_P(AuthorizationAccountContract, MembersComeWithTheirPeoplePageByPage) {
  EXPECT_THAT(member_ids("", 9), IsEmpty());
  join(1, 2, RoleSet().with(Role::auditor).with(Role::lock_desk));
  join(1, 1, Role::org_admin);
  join(2, 1, Role::auditor);
  disable_user(2, at(8));
  EXPECT_THAT(member_ids("", 9), ElementsAre(test_user(1), test_user(2)));
  EXPECT_THAT(member_ids("", 1), ElementsAre(test_user(1)));
  EXPECT_THAT(member_ids(test_user(1).text(), 9), ElementsAre(test_user(2)));
  const auto member = facts().members(test_org(1), test_user(1).view(), 1).value().at(0);
  EXPECT_EQ(member.email, "2@example.com");
  EXPECT_EQ(member.name, "");
  EXPECT_EQ(member.roles, RoleSet().with(Role::auditor).with(Role::lock_desk));
  EXPECT_EQ(member.created_at, at(3));
  EXPECT_EQ(member.user_disabled_at, at(8));
}

TEST_P(AuthorizationAccountContract, OneMemberIsFound) {
  join(1, 2, Role::auditor);
  const auto member = facts().find_member(test_org(1), test_user(2)).value().value();
  EXPECT_EQ(member.user_id, test_user(2));
  EXPECT_EQ(member.roles, RoleSet().with(Role::auditor));
  EXPECT_EQ(member.user_disabled_at, std::nullopt);
  EXPECT_FALSE(facts().find_member(test_org(1), test_user(1)).value());
  EXPECT_FALSE(facts().find_member(test_org(2), test_user(2)).value());
}

TEST_P(AuthorizationAccountContract, AMemberIsRemovedOnceFromOneOrganisation) {
  join(1, 1, Role::auditor);
  join(2, 1, Role::auditor);
  join(1, 2, Role::auditor);
  EXPECT_EQ(leave(1, 1), Spent::now);
  EXPECT_EQ(leave(1, 1), Spent::before);
  EXPECT_THAT(member_ids("", 9), ElementsAre(test_user(2)));
  EXPECT_TRUE(facts().find_member(test_org(2), test_user(1)).value());
}

TEST_P(AuthorizationAccountContract, AWriterSeesWhatSomebodyHoldsInAnOrganisation) {
  EXPECT_EQ(holder(1, 1)->roles, RoleSet());
  join(1, 1, Role::auditor);
  join(2, 1, Role::org_admin);
  const auto held = holder(1, 1).value();
  EXPECT_EQ(held.roles, RoleSet().with(Role::auditor));
  EXPECT_EQ(held.org.type, OrgType::originator);
  EXPECT_EQ(held.org.enabled, ceiling(OrgType::originator));
  EXPECT_EQ(held.org.standing, Standing::active);
  EXPECT_EQ(held.standing, Standing::active);
  EXPECT_FALSE(holder(9, 1));
  EXPECT_FALSE(holder(1, 9));
}

TEST_P(AuthorizationAccountContract, AWriterSeesWhoIsDisabled) {
  join(1, 1, Role::auditor);
  ASSERT_TRUE(set_enabled(1, CapabilitySet().with(Capability::loan_read)));
  ASSERT_TRUE(disable_org(1, at(5)));
  EXPECT_EQ(holder(1, 1)->org.enabled, CapabilitySet().with(Capability::loan_read));
  EXPECT_EQ(holder(1, 1)->org.standing, Standing::disabled);
  EXPECT_EQ(holder(1, 1)->standing, Standing::active);
  disable_user(1, at(5));
  EXPECT_EQ(holder(1, 1)->standing, Standing::disabled);
}

TEST_P(AuthorizationAccountContract, SuperAdminsAreCountedWhereTheyCount) {
  EXPECT_EQ(super_admins(), 0U);
  join(0, 1, RoleSet().with(Role::auditor).with(Role::super_admin));
  join(0, 2, Role::platform_operator);
  join(1, 2, Role::super_admin);  // of no platform, whoever wrote that
  EXPECT_EQ(super_admins(), 1U);
  join(0, 2, Role::super_admin);
  EXPECT_EQ(super_admins(), 2U);
  disable_user(1, at(5));
  EXPECT_EQ(super_admins(), 1U);
}

TEST_P(AuthorizationAccountContract, ACountSeesItsOwnTransaction) {
  join(0, 1, Role::super_admin);
  const auto left = authorize([](AuthorizationWriter& w) -> Result<std::uint64_t> {
    if (auto gone = w.remove_member(test_org(0), test_user(1)); !gone) return gone.error();
    return w.count_super_admins();
  });
  EXPECT_EQ(left.value(), 0U);
}

// Each removes the other where two are left: whoever comes second, under the head of the log, finds one alone.
TEST_P(AuthorizationAccountContract, TwoAdministratorsCannotBothRemoveTheOther) {
  const auto other = database_->open();
  const auto remove_unless_last = [](service::Store& store, int user) {
    return store.transact([&](service::WriteTransaction& t) -> Result<void> {
      if (auto held = t.heads({}); !held) return held.error();
      const auto count = t.authorization().count_super_admins();
      if (!count) return count.error();
      if (count.value() < 2) return {};
      const auto gone = t.authorization().remove_member(test_org(0), test_user(user));
      return gone ? Result<void>() : gone.error();
    });
  };
  for (int round = 0; round < 20; ++round) {
    join(0, 1, Role::super_admin);
    join(0, 2, Role::super_admin);
    std::thread rival([&] { EXPECT_TRUE(remove_unless_last(*other, 1)); });
    EXPECT_TRUE(remove_unless_last(*store_, 2));
    rival.join();
    ASSERT_EQ(super_admins(), 1U) << "round " << round;
  }
}

RATESTACK_FOR_EACH_STORE(AuthorizationAccountContract);

}  // namespace
}  // namespace ratestack::contract
