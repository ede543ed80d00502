#include "ratestack/policy/authorizer.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ratestack {
namespace {

using enum Capability;

constexpr auto kNow = Timestamp::from_micros(1'795'780'800'000'000);
constexpr auto kLater = Timestamp::from_micros(1'795'780'800'000'001);

const RoleSet kOfficer = RoleSet().with(Role::loan_officer);
const PolicyOrg kOriginator{OrgType::originator, CapabilitySet::all()};
const PolicyOrg kSubservicer{OrgType::subservicer, CapabilitySet::all()};

PolicyGrant grant(CapabilitySet capabilities = CapabilitySet::all()) {
  return {"grant_1", capabilities, {RoleSet().with(Role::org_admin), kOriginator}, kLater};
}

Decision by_grant(const PolicyGrant& given, Capability capability, const PolicyOrg& org = kOriginator) {
  return decide({.grants = {&given, 1}}, org, capability, kNow);
}

TEST(Decide, DeniesWhatNothingAllows) {
  for (std::size_t i = 0; i < kCapabilityCount; ++i) {
    EXPECT_FALSE(decide({}, kOriginator, static_cast<Capability>(i), kNow).allowed());
  }
  EXPECT_EQ(decide({}, kOriginator, loan_read, kNow), Decision{Rule::no_role});
}

TEST(Decide, AllowsByRole) { EXPECT_EQ(decide({kOfficer}, kOriginator, loan_write, kNow), Decision{Rule::by_role}); }

TEST(Decide, AllowsByKeyWithinTheCeiling) {
  const PolicySubject key{.key = CapabilitySet().with(provider_loan_status).with(provider_pricing_quote)};
  EXPECT_EQ(decide(key, kSubservicer, provider_loan_status, kNow), Decision{Rule::by_key});
  EXPECT_EQ(decide(key, kSubservicer, provider_pricing_quote, kNow), Decision{Rule::not_in_ceiling});
  EXPECT_EQ(decide(key, kSubservicer, provider_document_deliver, kNow), Decision{Rule::no_role});
}

TEST(Decide, NeverReachesBeyondTheCeiling) {
  EXPECT_EQ(decide({kOfficer}, kSubservicer, loan_write, kNow), Decision{Rule::not_in_ceiling});
  EXPECT_EQ(by_grant(grant(), loan_write, kSubservicer), Decision{Rule::not_in_ceiling});
}

TEST(Decide, NeverReachesWhatTheOrganisationTurnedOff) {
  const PolicyOrg org{OrgType::originator, CapabilitySet::all() - CapabilitySet().with(loan_write)};
  EXPECT_EQ(decide({kOfficer}, org, loan_write, kNow), Decision{Rule::not_enabled});
  EXPECT_EQ(decide({kOfficer}, org, loan_read, kNow), Decision{Rule::by_role});
  EXPECT_EQ(by_grant(grant(), org_admin, {OrgType::originator, CapabilitySet()}), Decision{Rule::not_enabled});
}

TEST(Decide, TheNamesOfTheDisabledOrganisationComeFirst) {
  const PolicyOrg org{OrgType::subservicer, CapabilitySet(), Standing::disabled};
  EXPECT_EQ(decide({kOfficer}, org, loan_write, kNow), Decision{Rule::org_disabled});
}

TEST(DecideByGrant, GivesWhatTheGrantorHas) {
  EXPECT_EQ(by_grant(grant(), org_admin), (Decision{Rule::by_grant, 0}));
  EXPECT_EQ(by_grant(grant(), loan_write), (Decision{Rule::grantor_lacks_it, 0}));
}

TEST(DecideByGrant, GivesNoMoreThanItNames) {
  EXPECT_EQ(by_grant(grant(CapabilitySet().with(loan_read)), org_admin), Decision{Rule::no_role});
}

TEST(DecideByGrant, EndsAtItsExpiry) {
  PolicyGrant given = grant();
  given.expires_at = kNow;
  EXPECT_EQ(by_grant(given, org_admin), (Decision{Rule::grant_expired, 0}));
  given.expires_at = kLater;
  EXPECT_EQ(by_grant(given, org_admin), (Decision{Rule::by_grant, 0}));
}

TEST(DecideByGrant, EndsWhenRevokedWhateverTheClocksSay) {
  PolicyGrant given = grant();
  for (const Timestamp at : {Timestamp(), kNow, kLater}) {
    given.revoked_at = at;
    EXPECT_EQ(by_grant(given, org_admin), (Decision{Rule::grant_revoked, 0}));
  }
}

TEST(DecideByGrant, RestsWhileItsGrantorIsDisabled) {
  PolicyGrant given = grant();
  given.grantor.standing = Standing::disabled;
  EXPECT_EQ(by_grant(given, org_admin), (Decision{Rule::grantor_disabled, 0}));
  given.grantor.org.standing = Standing::disabled;
  EXPECT_EQ(by_grant(given, org_admin), (Decision{Rule::grantor_org_disabled, 0}));
}

TEST(DecideByGrant, ShrinksWithItsGrantor) {
  PolicyGrant given = grant();
  given.grantor.org.enabled = CapabilitySet().with(loan_read);
  EXPECT_EQ(by_grant(given, org_admin), (Decision{Rule::grantor_lacks_it, 0}));
  given.grantor.org.enabled = CapabilitySet::all();
  given.grantor.roles = RoleSet().with(Role::auditor);
  EXPECT_EQ(by_grant(given, org_admin), (Decision{Rule::grantor_lacks_it, 0}));
  EXPECT_EQ(by_grant(given, audit_read), (Decision{Rule::by_grant, 0}));
}

TEST(DecideByGrant, OneThatLivesIsEnough) {
  std::array<PolicyGrant, 3> grants{grant(), grant(), grant()};
  grants[0].revoked_at = kNow;
  grants[1].expires_at = kNow;
  EXPECT_EQ(decide({.grants = grants}, kOriginator, org_admin, kNow), (Decision{Rule::by_grant, 2}));
}

TEST(DecideByGrant, TheOneThatCameFurthestNamesTheReason) {
  std::array<PolicyGrant, 3> grants{grant(), grant(), grant()};
  grants[0].revoked_at = kNow;
  grants[1].grantor.standing = Standing::disabled;
  grants[2].expires_at = kNow;
  EXPECT_EQ(decide({.grants = grants}, kOriginator, org_admin, kNow), (Decision{Rule::grantor_disabled, 1}));
}

TEST(EffectiveByRoles, IsNothingForTheDisabled) {
  EXPECT_FALSE(effective_of({kOfficer, kOriginator}).empty());
  EXPECT_TRUE(effective_of({kOfficer, kOriginator, Standing::disabled}).empty());
  EXPECT_TRUE(effective_of({kOfficer, {OrgType::originator, CapabilitySet::all(), Standing::disabled}}).empty());
}

TEST(Rule, ThreeAllow) {
  std::size_t allowing = 0;
  for (std::size_t i = 0; i < kRuleCount; ++i) {
    const auto rule = static_cast<Rule>(i);
    EXPECT_EQ(allows(rule), to_string(rule).starts_with("by_")) << to_string(rule);
    if (allows(rule)) ++allowing;
  }
  EXPECT_EQ(allowing, 3U);
}

}  // namespace
}  // namespace ratestack
