#include "ratestack/policy/grant_rules.hpp"

#include <gtest/gtest.h>

#include "administration_site.hpp"

namespace ratestack {
namespace {

using namespace std::chrono_literals;
using enum Capability;
using testing::code_of;
using testing::holder;
using testing::kAdmin;
using testing::org;
using testing::user;

constexpr auto kNow = Timestamp::from_micros(1'795'780'800'000'000);

Timestamp in(std::chrono::microseconds time) { return Timestamp::from_micros(kNow.micros() + time.count()); }

const Administrator& grantor() {
  static const Administrator who{&user(1), org(1), holder(kAdmin.with(Role::loan_officer))};
  return who;
}

GrantOrder order() { return {org(2), {}, CapabilitySet().with(loan_read).with(loan_write), in(24h)}; }

std::string code(const GrantOrder& wanted, const Administrator& by = grantor()) {
  return code_of(check_grant(by, wanted, kNow));
}

TEST(Grant, GivesWhatTheGrantorHasForATime) { EXPECT_EQ(code(order()), "ok"); }

TEST(Grant, IsMadeByAnAdministratorOfTheGrantor) {
  const RoleSet officer = RoleSet().with(Role::loan_officer);
  EXPECT_EQ(code(order(), {&user(1), org(1), holder(officer)}), "not_an_administrator");
  Holder disabled = grantor().holder;
  disabled.standing = Standing::disabled;
  EXPECT_EQ(code(order(), {&user(1), org(1), disabled}), "not_an_administrator");
}

// Whoever acts under a grant holds no role in the organisation that gave it.
TEST(Grant, OfAKeyIsWhatTheKeyCanDo) {
  Holder key = holder({});
  key.key = CapabilitySet().with(Capability::org_admin) | order().capabilities;
  EXPECT_EQ(code(order(), {nullptr, org(1), key}), "ok");
  key.key = CapabilitySet().with(Capability::org_admin);
  EXPECT_EQ(code(order(), {nullptr, org(1), key}), "beyond_grantor");
  key.key = order().capabilities;
  EXPECT_EQ(code(order(), {nullptr, org(1), key}), "not_an_administrator");
}

TEST(Grant, IsNotPassedOn) { EXPECT_EQ(code(order(), {&user(1), org(1), holder({})}), "not_an_administrator"); }

TEST(Grant, IsToSomebodyElse) {
  EXPECT_EQ(code({org(1), {}, order().capabilities, in(24h)}), "grant_to_oneself");
  EXPECT_EQ(code({org(2), user(1), order().capabilities, in(24h)}), "grant_to_oneself");
  EXPECT_EQ(code({org(2), user(2), order().capabilities, in(24h)}), "ok");
}

TEST(Grant, GivesSomething) { EXPECT_EQ(code({org(2), {}, {}, in(24h)}), "grant_of_nothing"); }

TEST(Grant, LivesFromAMinuteToNinetyDays) {
  const auto lifetime = [](std::chrono::microseconds time) {
    return code({org(2), {}, order().capabilities, in(time)});
  };
  EXPECT_EQ(lifetime(-1us), "grant_too_short");
  EXPECT_EQ(lifetime(0us), "grant_too_short");
  EXPECT_EQ(lifetime(1min - 1us), "grant_too_short");
  EXPECT_EQ(lifetime(1min), "ok");
  EXPECT_EQ(lifetime(24h * 90), "ok");
  EXPECT_EQ(lifetime(24h * 90 + 1us), "grant_too_long");
}

TEST(Grant, ReachesNoFurtherThanItsGrantor) {
  const auto refused = check_grant(
      grantor(), {org(2), {}, order().capabilities.with(lock_commit).with(ratesheet_activate), in(24h)}, kNow);
  EXPECT_EQ(code_of(refused), "beyond_grantor");
  EXPECT_EQ(refused.error().context, "ratesheet.activate");
  Holder less = grantor().holder;
  less.org.enabled = less.org.enabled - CapabilitySet().with(loan_write);
  EXPECT_EQ(code(order(), {&user(1), org(1), less}), "beyond_grantor");
}

}  // namespace
}  // namespace ratestack
