#include "ratestack/policy/role.hpp"

#include <gtest/gtest.h>

namespace ratestack {
namespace {

TEST(Role, NamesReadBack) {
  for (std::size_t i = 0; i < kRoleCount; ++i) {
    const auto role = static_cast<Role>(i);
    EXPECT_EQ(parse_role(to_string(role)), role);
  }
  EXPECT_FALSE(parse_role("org_admin"));
  EXPECT_FALSE(parse_role(""));
}

TEST(Role, TwoExistInThePlatformOrganisationAlone) {
  for (const Role role : {Role::super_admin, Role::platform_operator}) {
    EXPECT_TRUE(exists_in(role, OrgType::platform));
    EXPECT_FALSE(exists_in(role, OrgType::investor));
    EXPECT_TRUE(capabilities_of(RoleSet().with(role), OrgType::investor).empty());
  }
  EXPECT_TRUE(exists_in(Role::org_admin, OrgType::investor));
}

TEST(Role, NeverReachesBeyondTheCeiling) {
  const auto desk = RoleSet().with(Role::lock_desk);
  EXPECT_TRUE(capabilities_of(desk, OrgType::originator).contains(Capability::lock_request));
  EXPECT_FALSE(capabilities_of(desk, OrgType::originator).contains(Capability::lock_commit));
  EXPECT_TRUE(capabilities_of(desk, OrgType::correspondent).contains(Capability::lock_commit));
}

TEST(Role, SeveralAddUp) {
  const auto roles = RoleSet().with(Role::auditor).with(Role::pricing_manager);
  const auto both = capabilities_of(Role::auditor) | capabilities_of(Role::pricing_manager);
  EXPECT_EQ(capabilities_of(roles, OrgType::investor), both & ceiling(OrgType::investor));
  EXPECT_TRUE(capabilities_of(RoleSet(), OrgType::platform).empty());
}

}  // namespace
}  // namespace ratestack
