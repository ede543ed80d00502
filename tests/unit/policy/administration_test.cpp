#include "ratestack/policy/administration.hpp"

#include <gtest/gtest.h>

#include "administration_site.hpp"

namespace ratestack {
namespace {

using testing::code_of;
using testing::holder;
using testing::kAdmin;
using testing::kAuditor;
using testing::kSuper;
using testing::org;
using testing::platform;
using testing::user;

constexpr auto kOwn = 1, kOther = 2, kPlatform = 9;  // organisations
constexpr std::size_t kTwo = 2;
constexpr CapabilitySet kLeastOfThePlatform =
    CapabilitySet().with(Capability::org_admin).with(Capability::platform_operate);

const Administrator& admin() {
  static const Administrator who{&user(1), org(kOwn), holder(kAdmin)};
  return who;
}
const Administrator& super() {
  static const Administrator who{&user(1), org(kPlatform), platform(kSuper)};
  return who;
}

/// Of user 2 unless said otherwise, in the organisation of `by`.
RoleChange change(const Administrator& by, RoleSet before, RoleSet after) {
  return {user(2), by.org_id, by.holder.org.type, before, after, kTwo};
}

std::string change_code(const Administrator& by, RoleSet before, RoleSet after) {
  return code_of(check_role_change(by, change(by, before, after)));
}

/// An API key of the own organisation.
Administrator key_with(CapabilitySet can) {
  Holder key = holder({});
  key.key = can;
  return {nullptr, org(kOwn), key};
}

TEST(KeyAdministers, WhatItsOrganisationHasWithOrgAdmin) {
  const auto admin = CapabilitySet().with(Capability::org_admin);
  EXPECT_EQ(code_of(check_administrator(key_with(admin), org(kOwn))), "ok");
  EXPECT_EQ(code_of(check_administrator(key_with(admin), org(kOther))), "not_an_administrator");
  EXPECT_EQ(code_of(check_administrator(key_with(CapabilitySet::all() - admin), org(kOwn))), "not_an_administrator");
}

TEST(KeyAdministers, NobodysRoles) {
  EXPECT_EQ(change_code(key_with(CapabilitySet::all()), {}, kAuditor), "not_an_administrator");
}

TEST(Administrator, NeedsOrgAdminByRoles) {
  EXPECT_EQ(code_of(check_administrator(admin(), org(kOwn))), "ok");
  EXPECT_EQ(code_of(check_administrator({&user(1), org(kOwn), holder(kAuditor)}, org(kOwn))), "not_an_administrator");
  EXPECT_EQ(code_of(check_administrator({&user(1), org(kOwn), holder({})}, org(kOwn))), "not_an_administrator");
}

TEST(Administrator, IsNoneWhereDisabledOrTurnedOff) {
  Holder disabled = holder(kAdmin);
  disabled.standing = Standing::disabled;
  Holder of_disabled = holder(kAdmin);
  of_disabled.org.standing = Standing::disabled;
  Holder turned_off = holder(kAdmin);
  turned_off.org.enabled = turned_off.org.enabled - CapabilitySet().with(Capability::org_admin);
  for (const Holder& who : {disabled, of_disabled, turned_off}) {
    EXPECT_EQ(code_of(check_administrator({&user(1), org(kOwn), who}, org(kOwn))), "not_an_administrator");
  }
}

TEST(Administrator, ReachesOtherOrganisationsFromThePlatformAlone) {
  EXPECT_EQ(code_of(check_administrator(admin(), org(kOther))), "not_an_administrator");
  EXPECT_EQ(code_of(check_administrator(super(), org(kOther))), "ok");
  const RoleSet operates = RoleSet().with(Role::platform_operator);
  EXPECT_EQ(code_of(check_administrator({&user(1), org(kPlatform), platform(kAdmin)}, org(kOther))),
            "not_an_administrator");
  EXPECT_EQ(code_of(check_administrator({&user(1), org(kPlatform), platform(operates)}, org(kOther))),
            "not_an_administrator");
  EXPECT_EQ(code_of(check_administrator({&user(1), org(kOwn), holder(kSuper)}, org(kOther))), "not_an_administrator");
}

TEST(RoleChange, IsForAdministrators) {
  EXPECT_EQ(change_code(admin(), {}, kAuditor), "ok");
  EXPECT_EQ(change_code({&user(1), org(kOwn), holder(kAuditor)}, {}, kAuditor), "not_an_administrator");
}

TEST(RoleChange, IsNeverOfOnesOwnRoles) {
  for (const Administrator& by : {admin(), super()}) {
    for (const RoleSet after : {RoleSet(), kAuditor, kSuper}) {
      RoleChange own = change(by, by.holder.roles, after);
      const RoleChange mine{*by.user, own.org_id, own.org_type, own.before, own.after, own.active_super_admins};
      EXPECT_EQ(code_of(check_role_change(by, mine)), "own_roles");
    }
  }
}

TEST(RoleChange, KnowsWhichRolesATypeHas) {
  const auto refused = check_role_change(admin(), change(admin(), {}, kAuditor.with(Role::platform_operator)));
  EXPECT_EQ(code_of(refused), "role_not_in_org_type");
  EXPECT_EQ(refused.error().context, "PLATFORM_OPERATOR");
  EXPECT_EQ(change_code(super(), {}, RoleSet().with(Role::platform_operator)), "ok");
  // Not even from the platform.
  const RoleChange elsewhere{user(2), org(kOther), OrgType::investor, {}, kSuper, kTwo};
  EXPECT_EQ(code_of(check_role_change(super(), elsewhere)), "role_not_in_org_type");
}

TEST(RoleChange, OnlyASuperAdminGivesOrTakesSuperAdmin) {
  const Administrator plain{&user(1), org(kPlatform), platform(kAdmin)};
  EXPECT_EQ(change_code(plain, {}, kSuper), "super_admin_only");
  EXPECT_EQ(change_code(plain, kSuper, {}), "super_admin_only");
  EXPECT_EQ(change_code(plain, kSuper, kSuper.with(Role::auditor)), "ok");
  EXPECT_EQ(change_code(super(), {}, kSuper), "ok");
  EXPECT_EQ(change_code(super(), kSuper, {}), "ok");
}

TEST(RoleChange, OnlyASuperAdminGivesOrTakesWhatReachesEveryTenant) {
  const RoleSet operates = RoleSet().with(Role::platform_operator);
  const Administrator plain{&user(1), org(kPlatform), platform(kAdmin)};
  const Administrator operating{&user(1), org(kPlatform), platform(kAdmin.with(Role::platform_operator))};
  for (const Administrator& by : {plain, operating}) {
    EXPECT_EQ(change_code(by, {}, operates), "super_admin_only");
    EXPECT_EQ(change_code(by, operates, {}), "super_admin_only");
    EXPECT_EQ(change_code(by, operates, kAuditor), "super_admin_only");
    EXPECT_EQ(change_code(by, operates, operates.with(Role::auditor)), "ok");
  }
  EXPECT_EQ(change_code(super(), operates, {}), "ok");
}

TEST(RoleChange, ATenantsAdministratorHandsOutWhatTheyLack) {
  for (const Role role : {Role::loan_officer, Role::pricing_manager, Role::lock_desk, Role::provider}) {
    EXPECT_EQ(change_code(admin(), {}, RoleSet().with(role)), "ok") << to_string(role);
    EXPECT_EQ(change_code(admin(), RoleSet().with(role), {}), "ok") << to_string(role);
  }
}

TEST(RoleChange, LeavesASuperAdmin) {
  RoleChange last = change(super(), kSuper, kAuditor);
  for (const std::size_t left : {std::size_t{0}, std::size_t{1}}) {
    last.active_super_admins = left;
    EXPECT_EQ(code_of(check_role_change(super(), last)), "last_super_admin");
  }
  EXPECT_EQ(code_of(check_super_admin_remains(kSuper, {}, 1)), "last_super_admin");
  EXPECT_EQ(code_of(check_super_admin_remains(kSuper, {}, 2)), "ok");
  EXPECT_EQ(code_of(check_super_admin_remains(kSuper, kSuper, 1)), "ok");
  EXPECT_EQ(code_of(check_super_admin_remains(kAdmin, {}, 1)), "ok");
}

TEST(Enabled, StaysWithinTheCeiling) {
  for (std::size_t t = 0; t < kOrgTypeCount; ++t) {
    const auto type = static_cast<OrgType>(t);
    const CapabilitySet least = type == OrgType::platform ? kLeastOfThePlatform : CapabilitySet();
    EXPECT_TRUE(check_enabled(type, least));
    EXPECT_TRUE(check_enabled(type, ceiling(type)));
    for (std::size_t i = 0; i < kCapabilityCount; ++i) {
      const auto capability = static_cast<Capability>(i);
      EXPECT_EQ(check_enabled(type, least.with(capability)).has_value(), ceiling(type).contains(capability));
    }
  }
  const auto refused = check_enabled(OrgType::subservicer, CapabilitySet::all());
  EXPECT_EQ(code_of(refused), "beyond_org_type");
  EXPECT_EQ(refused.error().context, "loan.write");
}

TEST(Enabled, NeverShutsThePlatformOut) {
  for (const Capability needed : {Capability::org_admin, Capability::platform_operate}) {
    const CapabilitySet without = CapabilitySet::all() - CapabilitySet().with(needed);
    const auto refused = check_enabled(OrgType::platform, without);
    EXPECT_EQ(code_of(refused), "platform_needs_capability");
    EXPECT_EQ(refused.error().context, to_string(needed));
  }
}

TEST(Disabling, IsForAnyOrganisationButThePlatform) {
  for (std::size_t t = 0; t < kOrgTypeCount; ++t) {
    const auto type = static_cast<OrgType>(t);
    EXPECT_EQ(code_of(check_disabling(type)), type == OrgType::platform ? "platform_never_disabled" : "ok");
  }
}

TEST(PlatformAdministrator, HasBothCapabilitiesByRolesInThePlatform) {
  const RoleSet operates = RoleSet().with(Role::platform_operator);
  const auto code = [](const Holder& who) {
    return code_of(check_platform_administrator({&user(1), org(kPlatform), who}));
  };
  EXPECT_EQ(code(platform(kSuper)), "ok");
  EXPECT_EQ(code(platform(operates.with(Role::org_admin))), "ok");
  for (const RoleSet roles : {kAdmin, operates, kAuditor, RoleSet()})
    EXPECT_EQ(code(platform(roles)), "not_an_administrator");
  EXPECT_EQ(code(holder(kSuper)), "not_an_administrator");
  Holder disabled = platform(kSuper);
  disabled.standing = Standing::disabled;
  EXPECT_EQ(code(disabled), "not_an_administrator");
}

TEST(Key, HasWhatItsOrganisationMayAndHasEnabled) {
  const CapabilitySet read = CapabilitySet().with(Capability::loan_read);
  const CapabilitySet write = read.with(Capability::loan_write);
  EXPECT_EQ(code_of(check_key({OrgType::originator, CapabilitySet::all()}, write)), "ok");
  const auto turned_off = check_key({OrgType::originator, read}, write);
  EXPECT_EQ(code_of(turned_off), "not_enabled");
  EXPECT_EQ(turned_off.error().context, "loan.write");
  const auto beyond = check_key({OrgType::investor, read}, write.with(Capability::platform_operate));
  EXPECT_EQ(code_of(beyond), "beyond_org_type");
  EXPECT_EQ(beyond.error().context, "loan.write");
}

TEST(KeyMaker, GivesWhatTheyHaveAndAPersonWhatEndsAtTheirOrganisationToo) {
  const CapabilitySet admin = CapabilitySet().with(Capability::org_admin);
  const CapabilitySet writes = admin.with(Capability::loan_write);
  EXPECT_EQ(code_of(check_key_maker(KeyMaker::person, admin,
                                    CapabilitySet::all() - CapabilitySet().with(Capability::platform_operate))),
            "ok");
  EXPECT_EQ(code_of(check_key_maker(KeyMaker::person, admin, writes.with(Capability::platform_operate))),
            "beyond_maker");
  EXPECT_EQ(code_of(check_key_maker(KeyMaker::person, admin.with(Capability::platform_operate),
                                    writes.with(Capability::platform_operate))),
            "ok");
  EXPECT_EQ(code_of(check_key_maker(KeyMaker::key, writes, writes)), "ok");
  const auto better = check_key_maker(KeyMaker::key, admin, writes);
  EXPECT_EQ(code_of(better), "beyond_maker");
  EXPECT_EQ(better.error().context, "loan.write");
}

}  // namespace
}  // namespace ratestack
