// People, their memberships and their passwords.
#include <gmock/gmock.h>

#include "tests/contract/identity_site.hpp"

namespace ratestack::contract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class IdentityAccountContract : public IdentityContract {
 protected:
  Result<void> put_member(int org, RoleSet roles, int user = 1) {
    return write([&](IdentityWriter& w) { return w.put_member({test_org(org), test_user(user), roles, at(0)}); });
  }
  Result<void> change_password(const std::string& hash, std::int64_t when) {
    return write([&](IdentityWriter& w) { return w.change_password(test_user(1), hash, at(when)); });
  }
  service::User user(int n = 1) { return read().find_user(test_user(n)).value().value(); }
  std::vector<std::string> used(std::int64_t after, std::size_t at_least, std::size_t at_most = 9) {
    std::vector<std::string> hashes;
    for (const auto& password : read().used_passwords(test_user(1), at(after), at_least, at_most).value())
      hashes.push_back(password.password_hash);
    return hashes;
  }
  // "first" to "fourth" in turn, replaced at 10, 20 and 30.
  void change_three_times() {
    ASSERT_TRUE(change_password("second", 10));
    ASSERT_TRUE(change_password("third", 20));
    ASSERT_TRUE(change_password("fourth", 30));
  }
};

TEST_P(IdentityAccountContract, AUserIsFoundByIdAndByAddress) {
  const service::User added{
      numbered<UserId>("usr_", 3), test_org(1), "3@example.com", "*", at(1), "N. \xC3\xA9", at(2), at(3)};
  ASSERT_TRUE(store_->transact([&](service::WriteTransaction& t) { return t.insert_user(added); }));
  const auto by_id = read().find_user(added.id).value();
  const auto by_address = read().find_user_by_email("3@example.com").value();
  ASSERT_TRUE(by_id && by_address);
  EXPECT_EQ(by_address->id, added.id);
  EXPECT_EQ(by_id->org_id, test_org(1));
  EXPECT_EQ(by_id->password_hash, "*");
  EXPECT_EQ(by_id->created_at, at(1));
  EXPECT_EQ(by_id->name, added.name);
  EXPECT_EQ(by_id->disabled_at, at(2));
  EXPECT_EQ(by_id->password_set_at, at(3));
  EXPECT_EQ(user().password_set_at, at(0));  // as old as the account, where nothing else is said
  EXPECT_FALSE(read().find_user(test_user(9)).value());
  EXPECT_FALSE(read().find_user_by_email("3@EXAMPLE.com").value());
}

TEST_P(IdentityAccountContract, MembershipsComeWithTheirOrganisations) {
  EXPECT_THAT(read().memberships(test_user(1)).value(), IsEmpty());
  ASSERT_TRUE(put_member(2, RoleSet().with(Role::auditor)));
  ASSERT_TRUE(put_member(0, RoleSet().with(Role::super_admin)));
  const auto found = read().memberships(test_user(1)).value();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].org_id, test_org(0));
  EXPECT_EQ(found[0].org_type, OrgType::platform);
  EXPECT_EQ(found[0].org_name, "Lender 0");
  EXPECT_EQ(found[0].roles, RoleSet().with(Role::super_admin));
  EXPECT_EQ(found[1].org_id, test_org(2));
  EXPECT_THAT(read().memberships(test_user(2)).value(), IsEmpty());
}

TEST_P(IdentityAccountContract, APutMemberHasTheRolesOfTheLastTime) {
  ASSERT_TRUE(put_member(1, RoleSet().with(Role::org_admin)));
  ASSERT_TRUE(put_member(1, RoleSet().with(Role::auditor).with(Role::lock_desk)));
  const auto found = read().memberships(test_user(1)).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].roles, RoleSet().with(Role::auditor).with(Role::lock_desk));
  EXPECT_EQ(put_member(1, {}, 9).error().code, StoreError::not_found);
}

TEST_P(IdentityAccountContract, AChangedPasswordGoesIntoTheHistory) {
  ASSERT_TRUE(change_password("second", 10));
  EXPECT_EQ(user().password_hash, "second");
  EXPECT_EQ(user().password_set_at, at(10));
  const auto history = read().used_passwords(test_user(1), at(0), 0, 9).value();
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0].password_hash, "first");
  EXPECT_EQ(history[0].set_at, at(0));
  EXPECT_EQ(history[0].replaced_at, at(10));
  EXPECT_EQ(user(2).password_hash, "first");
  EXPECT_THAT(read().used_passwords(test_user(2), at(0), 9, 9).value(), IsEmpty());
}

TEST_P(IdentityAccountContract, NoPasswordLeavesNothingInTheHistory) {
  ASSERT_TRUE(change_password("*", 10));
  ASSERT_TRUE(change_password("third", 20));
  EXPECT_THAT(used(0, 9), ElementsAre("first"));
}

TEST_P(IdentityAccountContract, AnUnknownUserHasNothingToChange) {
  const UserId unknown = test_user(9);
  EXPECT_EQ(write([&](IdentityWriter& w) { return w.change_password(unknown, "x", at(1)); }).error().code,
            StoreError::not_found);
  EXPECT_EQ(write([&](IdentityWriter& w) { return w.set_disabled(unknown, at(1)); }).error().code,
            StoreError::not_found);
  EXPECT_EQ(write([&](IdentityWriter& w) { return w.upgrade_password(unknown, "x", "y"); }).value(), Spent::before);
}

TEST_P(IdentityAccountContract, UsedPasswordsAreTheLastFewOrThoseOfATime) {
  change_three_times();
  EXPECT_THAT(used(30, 0), IsEmpty());
  EXPECT_THAT(used(30, 2), ElementsAre("third", "second"));
  EXPECT_THAT(used(19, 0), ElementsAre("third", "second"));
  EXPECT_THAT(used(20, 0), ElementsAre("third"));  // replaced after it, not at it
  EXPECT_THAT(used(0, 1), ElementsAre("third", "second", "first"));
  EXPECT_THAT(used(30, 9), ElementsAre("third", "second", "first"));
}

TEST_P(IdentityAccountContract, NoMoreUsedPasswordsThanWereAskedForTheLatestFirst) {
  change_three_times();
  EXPECT_THAT(used(0, 3, 2), ElementsAre("third", "second"));
  EXPECT_THAT(used(0, 0, 1), ElementsAre("third"));
  EXPECT_THAT(used(0, 9, 0), IsEmpty());
}

// A clock that was stepped back, or two changes within its resolution.
TEST_P(IdentityAccountContract, NoTwoPasswordsAreOfTheSameTime) {
  ASSERT_TRUE(change_password("second", 10));
  ASSERT_TRUE(change_password("third", 10));
  const Timestamp third = user().password_set_at.value();
  EXPECT_GT(third, at(10));
  ASSERT_TRUE(change_password("fourth", 5));
  EXPECT_GT(user().password_set_at.value(), third);
}

TEST_P(IdentityAccountContract, PasswordsAreForgottenByAgeAndNumber) {
  change_three_times();
  const auto forget = [&](std::int64_t before, std::size_t keep) {
    EXPECT_TRUE(write([&](IdentityWriter& w) { return w.forget_passwords(test_user(1), at(before), keep); }));
    return used(0, 9);
  };
  EXPECT_THAT(forget(100, 3), ElementsAre("third", "second", "first"));
  EXPECT_THAT(forget(10, 0), ElementsAre("third", "second", "first"));
  EXPECT_THAT(forget(100, 2), ElementsAre("third", "second"));
  EXPECT_THAT(forget(21, 0), ElementsAre("third"));
  EXPECT_THAT(forget(100, 0), IsEmpty());
}

TEST_P(IdentityAccountContract, OnePersonsHistoryIsNotAnothers) {
  change_three_times();
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.forget_passwords(test_user(2), at(100), 0); }));
  EXPECT_THAT(used(0, 9), ElementsAre("third", "second", "first"));
}

TEST_P(IdentityAccountContract, ABetterHashReplacesTheOneItWasMadeFrom) {
  const auto upgrade = [&](const std::string& before, const std::string& after) {
    return write([&](IdentityWriter& w) { return w.upgrade_password(test_user(1), before, after); }).value();
  };
  EXPECT_EQ(upgrade("first", "better"), Spent::now);
  EXPECT_EQ(upgrade("first", "late"), Spent::before);
  EXPECT_EQ(user().password_hash, "better");
  EXPECT_EQ(user().password_set_at, at(0));  // the same password
  EXPECT_THAT(used(0, 9), IsEmpty());
}

TEST_P(IdentityAccountContract, AUserIsDisabledAndEnabledAgain) {
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.set_disabled(test_user(1), at(5)); }));
  EXPECT_EQ(user().disabled_at, at(5));
  EXPECT_FALSE(user(2).disabled_at);
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.set_disabled(test_user(1), std::nullopt); }));
  EXPECT_FALSE(user().disabled_at);
}

RATESTACK_FOR_EACH_STORE(IdentityAccountContract);

}  // namespace
}  // namespace ratestack::contract
