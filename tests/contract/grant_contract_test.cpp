// Grants between organisations, and what decisions about a person are made by.
#include <gmock/gmock.h>

#include "ratestack/policy/authorizer.hpp"
#include "tests/contract/authorization_site.hpp"

namespace ratestack::contract {
namespace {

using service::GrantSide;
using service::LiveGrant;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

GrantId grant_id(int number) { return numbered<GrantId>("grant_", number); }

/// From organisation 2, where user 2 made it, to whoever organisation 1 lets act; live from at(0) to at(100).
DelegationGrant test_grant(int number) {
  return {grant_id(number),
          test_org(2),
          test_org(1),
          std::nullopt,
          test_user(2).text(),
          CapabilitySet().with(Capability::loan_read).with(Capability::audit_read),
          at(0),
          at(100)};
}

class GrantContract : public AuthorizationContract {
 protected:
  Result<void> insert(const DelegationGrant& grant) {
    return authorize([&](AuthorizationWriter& w) { return w.insert_grant(grant); });
  }
  Spent revoke(int number, std::int64_t when, int grantor = 2) {
    return authorize([&](AuthorizationWriter& w) {
             return w.revoke_grant(test_org(grantor), grant_id(number), test_user(1).view(), at(when));
           })
        .value();
  }
  DelegationGrant found(int number) { return facts().find_grant(grant_id(number)).value().value(); }
  std::vector<GrantId> listed(int org, GrantSide side, const std::string& after = "", std::size_t limit = 9) {
    std::vector<GrantId> ids;
    for (const auto& grant : facts().grants_of(test_org(org), side, after, limit).value()) ids.push_back(grant.id);
    return ids;
  }
  std::vector<LiveGrant> live(int user = 1, std::int64_t now = 50) {
    return facts().live_grants(test_user(user), at(now)).value();
  }
  std::vector<GrantId> live_ids(int user = 1, std::int64_t now = 50) {
    std::vector<GrantId> ids;
    for (const auto& one : live(user, now)) ids.push_back(one.grant.id);
    return ids;
  }
  Rule judged(const LiveGrant& one) { return judge_grant(policy_of(one), Capability::loan_read, at(50)); }
};

TEST_P(GrantContract, AGrantComesBackAsItWas) {
  DelegationGrant given = test_grant(1);
  given.grantee_user_id = test_user(1);
  ASSERT_TRUE(insert(given));
  EXPECT_EQ(found(1).id, grant_id(1));
  EXPECT_EQ(found(1).grantor_org_id, test_org(2));
  EXPECT_EQ(found(1).grantee_org_id, test_org(1));
  EXPECT_EQ(found(1).grantee_user_id, test_user(1));
  EXPECT_EQ(found(1).granted_by, test_user(2).text());
  EXPECT_EQ(found(1).capabilities, given.capabilities);
  EXPECT_EQ(found(1).created_at, at(0));
  EXPECT_EQ(found(1).expires_at, at(100));
  EXPECT_EQ(found(1).revoked_at, std::nullopt);
  EXPECT_EQ(found(1).revoked_by, std::nullopt);
  EXPECT_EQ(found(1).grantor_name, "Lender 2");
  EXPECT_EQ(found(1).grantee_name, "Lender 1");
  ASSERT_TRUE(insert(test_grant(2)));
  EXPECT_EQ(found(2).grantee_user_id, std::nullopt);
  EXPECT_FALSE(facts().find_grant(grant_id(3)).value());
}

TEST_P(GrantContract, ATakenIdIsAConflict) {
  ASSERT_TRUE(insert(test_grant(1)));
  EXPECT_EQ(insert(test_grant(1)).error().code, StoreError::conflict);
}

TEST_P(GrantContract, WhoIsUnknownCanNeitherGiveNorReceive) {
  const auto refused = [&](void (*change)(DelegationGrant&)) {
    DelegationGrant grant = test_grant(1);
    change(grant);
    return insert(grant).error().code == StoreError::not_found;
  };
  EXPECT_TRUE(refused([](DelegationGrant& grant) { grant.grantor_org_id = test_org(9); }));
  EXPECT_TRUE(refused([](DelegationGrant& grant) { grant.grantee_org_id = test_org(9); }));
  EXPECT_TRUE(refused([](DelegationGrant& grant) { grant.grantee_user_id = test_user(9); }));
  EXPECT_FALSE(facts().find_grant(grant_id(1)).value());
}

TEST_P(GrantContract, AGrantIsRevokedOnceByItsGrantor) {
  ASSERT_TRUE(insert(test_grant(1)));
  ASSERT_TRUE(insert(test_grant(2)));
  EXPECT_EQ(revoke(1, 5, 1), Spent::before);  // another's
  EXPECT_EQ(found(1).revoked_at, std::nullopt);
  EXPECT_EQ(revoke(1, 5), Spent::now);
  EXPECT_EQ(revoke(1, 6), Spent::before);
  EXPECT_EQ(revoke(9, 6), Spent::before);
  EXPECT_EQ(found(1).revoked_at, at(5));
  EXPECT_EQ(found(1).revoked_by, test_user(1).text());
  EXPECT_EQ(found(2).revoked_at, std::nullopt);
}

TEST_P(GrantContract, OneOfManyRevokesIt) {
  ASSERT_TRUE(insert(test_grant(1)));
  const auto other = database_->open();
  std::atomic<int> won{0};
  std::vector<std::thread> rivals;
  for (int n = 0; n < 8; ++n) {
    rivals.emplace_back([&, &store = n % 2 == 0 ? *store_ : *other] {
      const auto spent = transacted(store, [&](service::WriteTransaction& t) {
        return t.authorization().revoke_grant(test_org(2), grant_id(1), test_user(1).view(), at(5));
      });
      EXPECT_TRUE(spent);
      if (spent && spent.value() == Spent::now) ++won;
    });
  }
  for (auto& rival : rivals) rival.join();
  EXPECT_EQ(won, 1);
}

TEST_P(GrantContract, GrantsAreListedFromBothEndsPageByPage) {
  for (int n = 1; n <= 3; ++n) ASSERT_TRUE(insert(test_grant(n)));
  DelegationGrant back = test_grant(4);
  back.grantor_org_id = test_org(1);
  back.grantee_org_id = test_org(2);
  ASSERT_TRUE(insert(back));
  ASSERT_EQ(revoke(2, 5), Spent::now);
  EXPECT_THAT(listed(2, GrantSide::given), ElementsAre(grant_id(1), grant_id(2), grant_id(3)));
  EXPECT_THAT(listed(1, GrantSide::received), ElementsAre(grant_id(1), grant_id(2), grant_id(3)));
  EXPECT_THAT(listed(1, GrantSide::given), ElementsAre(grant_id(4)));
  EXPECT_THAT(listed(2, GrantSide::received), ElementsAre(grant_id(4)));
  EXPECT_THAT(listed(2, GrantSide::given, "", 2), ElementsAre(grant_id(1), grant_id(2)));
  EXPECT_THAT(listed(1, GrantSide::received, grant_id(2).text()), ElementsAre(grant_id(3)));
  EXPECT_THAT(listed(0, GrantSide::given), IsEmpty());
}

TEST_P(GrantContract, AGrantLivesUntilItExpiresOrIsRevoked) {
  join(1, 1, Role::loan_officer);
  ASSERT_TRUE(insert(test_grant(1)));
  ASSERT_TRUE(insert(test_grant(2)));
  EXPECT_THAT(live_ids(1, 99), ElementsAre(grant_id(1), grant_id(2)));
  EXPECT_THAT(live_ids(1, 100), IsEmpty());
  ASSERT_EQ(revoke(1, 60), Spent::now);
  EXPECT_THAT(live_ids(1, 50), ElementsAre(grant_id(2)));  // at once, whatever a clock says
}

TEST_P(GrantContract, AGrantIsToTheMembersOfItsGrantee) {
  ASSERT_TRUE(insert(test_grant(1)));
  EXPECT_THAT(live_ids(), IsEmpty());
  join(2, 1, Role::org_admin);  // of the grantor
  EXPECT_THAT(live_ids(), IsEmpty());
  join(1, 1, RoleSet());
  EXPECT_THAT(live_ids(), ElementsAre(grant_id(1)));
  join(1, 2, Role::auditor);
  EXPECT_THAT(live_ids(2), ElementsAre(grant_id(1)));
  ASSERT_EQ(leave(1, 1), Spent::now);
  EXPECT_THAT(live_ids(), IsEmpty());
}

TEST_P(GrantContract, AGrantToOnePersonIsNobodyElses) {
  join(1, 1, Role::loan_officer);
  join(1, 2, Role::loan_officer);
  DelegationGrant named = test_grant(1);
  named.grantee_user_id = test_user(1);
  ASSERT_TRUE(insert(named));
  EXPECT_THAT(live_ids(1), ElementsAre(grant_id(1)));
  EXPECT_THAT(live_ids(2), IsEmpty());
  ASSERT_EQ(leave(1, 1), Spent::now);
  EXPECT_THAT(live_ids(1), IsEmpty());
}

TEST_P(GrantContract, ALiveGrantSaysWhatItsGrantorHasNow) {
  join(1, 1, Role::loan_officer);
  ASSERT_TRUE(insert(test_grant(1)));
  EXPECT_EQ(live()[0].grantor.roles, RoleSet());
  EXPECT_EQ(judged(live()[0]), Rule::grantor_lacks_it);
  join(2, 2, Role::auditor);
  const LiveGrant found = live()[0];
  EXPECT_EQ(found.grant.capabilities, test_grant(1).capabilities);
  EXPECT_EQ(found.grant.grantor_org_id, test_org(2));
  EXPECT_EQ(found.grantor.roles, RoleSet().with(Role::auditor));
  EXPECT_EQ(found.grantor.org.type, OrgType::originator);
  EXPECT_EQ(found.grantor.org.enabled, ceiling(OrgType::originator));
  EXPECT_EQ(judged(found), Rule::by_grant);
}

TEST_P(GrantContract, WhatAGrantorLosesAGrantLosesWithIt) {
  join(1, 1, Role::loan_officer);
  join(2, 2, Role::auditor);
  ASSERT_TRUE(insert(test_grant(1)));
  ASSERT_TRUE(set_enabled(2, CapabilitySet().with(Capability::audit_read)));
  EXPECT_EQ(judged(live()[0]), Rule::grantor_lacks_it);
  ASSERT_TRUE(set_enabled(2, std::nullopt));
  disable_user(2, at(5));
  EXPECT_EQ(judged(live()[0]), Rule::grantor_disabled);
  disable_user(2, std::nullopt);
  ASSERT_TRUE(disable_org(2, at(5)));
  EXPECT_EQ(judged(live()[0]), Rule::grantor_org_disabled);
}

TEST_P(GrantContract, FactsAreOfThePersonTheirOrganisationsAndTheirGrants) {
  join(0, 1, Role::auditor);
  join(1, 1, Role::loan_officer);
  ASSERT_TRUE(set_enabled(1, CapabilitySet().with(Capability::loan_read)));
  ASSERT_TRUE(disable_org(1, at(5)));
  ASSERT_TRUE(insert(test_grant(1)));
  const auto person = facts().facts_for(test_user(1), at(50)).value().value();
  EXPECT_EQ(person.org_id, test_org(1));
  EXPECT_EQ(person.disabled_at, std::nullopt);
  ASSERT_EQ(person.memberships.size(), 2U);
  EXPECT_EQ(person.memberships[0].org_id, test_org(0));
  EXPECT_EQ(person.memberships[0].org_type, OrgType::platform);
  EXPECT_EQ(person.memberships[0].org_enabled, std::nullopt);
  EXPECT_EQ(person.memberships[1].org_id, test_org(1));
  EXPECT_EQ(person.memberships[1].org_name, "Lender 1");
  EXPECT_EQ(person.memberships[1].roles, RoleSet().with(Role::loan_officer));
  EXPECT_EQ(person.memberships[1].org_enabled, CapabilitySet().with(Capability::loan_read));
  EXPECT_EQ(person.memberships[1].org_disabled_at, at(5));
  ASSERT_EQ(person.grants.size(), 1U);
  EXPECT_EQ(person.grants[0].grant.id, grant_id(1));
}

TEST_P(GrantContract, FactsOfWhoHasNothing) {
  disable_user(1, at(5));
  const auto person = facts().facts_for(test_user(1), at(50)).value().value();
  EXPECT_EQ(person.disabled_at, at(5));
  EXPECT_THAT(person.memberships, IsEmpty());
  EXPECT_THAT(person.grants, IsEmpty());
  EXPECT_FALSE(facts().facts_for(test_user(9), at(50)).value());
}

RATESTACK_FOR_EACH_STORE(GrantContract);

}  // namespace
}  // namespace ratestack::contract
