// Sessions and what a provider gave for them.
#include <gmock/gmock.h>

#include "tests/contract/identity_site.hpp"

namespace ratestack::contract {
namespace {

using service::SessionRecord;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class IdentitySessionContract : public IdentityContract {
 protected:
  Result<void> insert(const SessionRecord& session, const std::optional<Timestamp>& proven_password = {}) {
    return write([&](IdentityWriter& w) { return w.insert_session(session, proven_password); });
  }
  Result<void> change_password(const std::string& hash, std::int64_t when) {
    return write([&](IdentityWriter& w) { return w.change_password(test_user(1), hash, at(when)); });
  }
  void insert_many(int count) {
    for (int n = 1; n <= count; ++n) ASSERT_TRUE(insert(test_session(n)));
  }
  Result<void> renew(const SessionRecord& session, std::uint8_t new_tag) {
    return write([&](IdentityWriter& w) { return w.renew_session(session, test_hash(new_tag)); });
  }
  Spent end(int number, std::int64_t when, int user = 1) {
    return write([&](IdentityWriter& w) { return w.end_session(test_user(user), test_session_id(number), at(when)); })
        .value();
  }
  void put_token(int number, const std::string& envelope) {
    ASSERT_TRUE(
        write([&](IdentityWriter& w) { return w.put_upstream_token(test_session_id(number), test_org(1), envelope); }));
  }
  // As a rekey does with one that does not open.
  void quarantine_token(int number) {
    const service::QuarantinedRow row{"upstream_tokens",  "token",    test_session_id(number).text(),
                                      test_org(1).text(), "tampered", at(0)};
    ASSERT_TRUE(store_->transact([&](service::WriteTransaction& t) -> Result<void> {
      const auto noted = t.secrets().quarantine({&row, 1});
      return noted ? Result<void>() : noted.error();
    }));
  }
  std::uint64_t quarantined() { return store_->secrets().count_quarantined().value(); }
  std::optional<service::SessionSubject> find(std::uint8_t tag) { return read().find_session(test_hash(tag)).value(); }
  std::optional<std::string> token(int number) { return read().upstream_token(test_session_id(number)).value(); }
  std::vector<SessionId> listed(std::int64_t now, const std::string& after = "", std::size_t limit = 10) {
    std::vector<SessionId> ids;
    for (const auto& session : read().list_sessions(test_user(1), at(now), after, limit).value())
      ids.push_back(session.id);
    return ids;
  }
};

TEST_P(IdentitySessionContract, ASessionComesBackAsItWas) {
  SessionRecord session = test_session(1);
  session.authenticated_at = at(1);
  session.seen_at = at(2);
  ASSERT_TRUE(insert(session));
  const auto by_hash = find(1);
  const auto by_id = read().find_session(test_session_id(1)).value();
  ASSERT_TRUE(by_hash && by_id);
  EXPECT_EQ(by_id->session.token_hash, test_hash(1));
  const SessionRecord& found = by_hash->session;
  EXPECT_EQ(found.id, test_session_id(1));
  EXPECT_EQ(found.org_id, test_org(1));
  EXPECT_EQ(found.user_id, test_user(1));
  EXPECT_EQ(found.methods, session.methods);
  EXPECT_EQ(found.created_at, at(0));
  EXPECT_EQ(found.authenticated_at, at(1));
  EXPECT_EQ(found.seen_at, at(2));
  EXPECT_EQ(found.expires_at, at(1000));
  EXPECT_FALSE(found.revoked_at);
  EXPECT_EQ(found.client_ip, "192.0.2.7");
  EXPECT_EQ(found.user_agent, session.user_agent);
  EXPECT_FALSE(find(2));
  EXPECT_FALSE(read().find_session(test_session_id(2)).value());
}

TEST_P(IdentitySessionContract, AnUnknownUserGetsNone) {
  SessionRecord session = test_session(1);
  session.user_id = test_user(9);
  EXPECT_EQ(insert(session).error().code, StoreError::not_found);
  EXPECT_FALSE(find(1));
}

TEST_P(IdentitySessionContract, ADisabledUserGetsNone) {
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.set_disabled(test_user(1), at(1)); }));
  EXPECT_EQ(insert(test_session(1)).error().code, StoreError::not_found);
  EXPECT_FALSE(find(1));
}

TEST_P(IdentitySessionContract, APasswordThatHasBeenReplacedOpensNone) {
  ASSERT_TRUE(change_password("second", 5));
  EXPECT_EQ(insert(test_session(1), at(0)).error().code, StoreError::not_found);
  EXPECT_FALSE(find(1));
  EXPECT_TRUE(insert(test_session(1), at(5)));
  EXPECT_TRUE(find(1));
}

// Two servers' clocks differ, and a change takes time: no password is current because it seems to be the younger one.
TEST_P(IdentitySessionContract, APasswordOpensNoneForSeemingYoungerThanTheOneInItsPlace) {
  ASSERT_TRUE(change_password("second", 5));
  EXPECT_EQ(insert(test_session(1), at(6)).error().code, StoreError::not_found);
}

TEST_P(IdentitySessionContract, AnotherProofThanThePasswordIsNotSpoiledByItsChange) {
  ASSERT_TRUE(change_password("second", 5));
  EXPECT_TRUE(insert(test_session(1), std::nullopt));
}

TEST_P(IdentitySessionContract, ABetterHashOfTheSamePasswordSpoilsNoSignIn) {
  ASSERT_EQ(write([&](IdentityWriter& w) { return w.upgrade_password(test_user(1), "first", "better"); }).value(),
            Spent::now);
  EXPECT_TRUE(insert(test_session(1), at(0)));
}

// Whichever comes first, under the head of the log as the writer has it: a session of the old password is ended by its
// change, or never made.
TEST_P(IdentitySessionContract, NoSessionOfTheOldPasswordOutlivesItsChange) {
  const auto other = database_->open();
  std::thread signing_in([&] {
    for (int n = 1; n <= 9; ++n) {
      const auto made = other->transact([&](service::WriteTransaction& t) -> Result<void> {
        if (auto held = t.heads({}); !held) return held.error();
        return t.identity().insert_session(test_session(n), at(0));
      });
      EXPECT_TRUE(made || made.error().code == StoreError::not_found) << made.error().message();
    }
  });
  const auto changed = store_->transact([&](service::WriteTransaction& t) -> Result<void> {
    if (auto held = t.heads({}); !held) return held.error();
    if (auto done = t.identity().change_password(test_user(1), "second", at(5)); !done) return done;
    const auto ended = t.identity().end_sessions(test_user(1), std::nullopt, at(5));
    return ended ? Result<void>() : ended.error();
  });
  signing_in.join();
  ASSERT_TRUE(changed);
  EXPECT_THAT(listed(6), IsEmpty());
}

TEST_P(IdentitySessionContract, AnOrganisationsSessionsEndTogether) {
  insert_many(2);
  put_token(1, "envelope");
  SessionRecord elsewhere = test_session(3);
  elsewhere.org_id = test_org(2);
  ASSERT_TRUE(insert(elsewhere));
  const auto ended = write([&](IdentityWriter& w) { return w.end_org_sessions(test_org(1), at(5)); });
  EXPECT_THAT(ended.value(), UnorderedElementsAre(test_session_id(1), test_session_id(2)));
  EXPECT_EQ(find(1)->session.revoked_at, at(5));
  EXPECT_EQ(read().upstream_token(test_session_id(1)).value(), std::nullopt);
  EXPECT_EQ(find(3)->session.revoked_at, std::nullopt);
  EXPECT_THAT(write([&](IdentityWriter& w) { return w.end_org_sessions(test_org(1), at(6)); }).value(), IsEmpty());
}

TEST_P(IdentitySessionContract, NobodyOfADisabledOrganisationGetsASession) {
  const auto disable = [&](int org, std::optional<Timestamp> when) {
    return store_->transact(
        [&](service::WriteTransaction& t) { return t.authorization().set_org_disabled(test_org(org), when); });
  };
  ASSERT_TRUE(disable(2, at(5)));
  EXPECT_TRUE(insert(test_session(1)));
  ASSERT_TRUE(disable(1, at(5)));
  EXPECT_EQ(insert(test_session(2)).error().code, StoreError::not_found);
  ASSERT_TRUE(disable(1, std::nullopt));
  EXPECT_TRUE(insert(test_session(2)));
}

TEST_P(IdentitySessionContract, ATokenIsOfOneSession) {
  SessionRecord other = test_session(2);
  other.token_hash = test_hash(1);
  ASSERT_TRUE(insert(test_session(1)));
  EXPECT_EQ(insert(other).error().code, StoreError::conflict);
}

TEST_P(IdentitySessionContract, ALookUpTellsWhoTheUserIsByNow) {
  ASSERT_TRUE(insert(test_session(1)));
  EXPECT_EQ(find(1)->email, "1@example.com");
  EXPECT_FALSE(find(1)->user_disabled_at);
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.set_disabled(test_user(1), at(7)); }));
  EXPECT_EQ(find(1)->user_disabled_at, at(7));
}

TEST_P(IdentitySessionContract, ALookUpJoinsEveryMembership) {
  ASSERT_TRUE(insert(test_session(1)));
  EXPECT_THAT(find(1)->memberships, IsEmpty());
  const auto join = [&](int org, Role role) {
    ASSERT_TRUE(write([&](IdentityWriter& w) {
      return w.put_member({test_org(org), test_user(1), RoleSet().with(role), at(0)});
    }));
  };
  join(2, Role::auditor);
  ASSERT_EQ(find(1)->memberships.size(), 1U);
  EXPECT_EQ(find(1)->memberships[0].org_id, test_org(2));
  join(0, Role::platform_operator);
  const auto both = find(1)->memberships;
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].org_type, OrgType::platform);
  EXPECT_EQ(both[0].roles, RoleSet().with(Role::platform_operator));
  EXPECT_EQ(both[1].org_name, "Lender 2");
}

TEST_P(IdentitySessionContract, ARenewedSessionHasItsNewTokenAlone) {
  ASSERT_TRUE(insert(test_session(1)));
  SessionRecord proven = test_session(1);
  proven.methods = proven.methods.with(AuthMethod::totp);
  proven.authenticated_at = at(50);
  proven.seen_at = at(51);
  ASSERT_TRUE(renew(proven, 100));
  EXPECT_FALSE(find(1));
  ASSERT_TRUE(find(100));
  const SessionRecord found = find(100)->session;
  EXPECT_EQ(found.id, test_session_id(1));
  EXPECT_EQ(found.methods, proven.methods);
  EXPECT_EQ(found.authenticated_at, at(50));
  EXPECT_EQ(found.seen_at, at(51));
  EXPECT_EQ(found.expires_at, at(1000));
}

TEST_P(IdentitySessionContract, AStaleTokenRenewsNothing) {
  ASSERT_TRUE(insert(test_session(1)));
  ASSERT_TRUE(renew(test_session(1), 100));
  EXPECT_EQ(renew(test_session(1), 101).error().code, StoreError::not_found);
  EXPECT_TRUE(find(100));
  EXPECT_FALSE(find(101));
}

TEST_P(IdentitySessionContract, AnEndedSessionIsNotRenewed) {
  insert_many(2);
  ASSERT_EQ(end(1, 5), Spent::now);
  EXPECT_EQ(renew(test_session(1), 100).error().code, StoreError::not_found);
  SessionRecord expired = test_session(2);
  expired.seen_at = at(1000);
  EXPECT_EQ(renew(expired, 100).error().code, StoreError::not_found);
  EXPECT_FALSE(find(100));
}

TEST_P(IdentitySessionContract, AUseIsNeverEarlierThanTheOneBefore) {
  insert_many(2);
  const auto touch = [&](std::int64_t one, std::int64_t other) {
    const Use<SessionId> uses[] = {{test_session_id(1), at(one)}, {test_session_id(2), at(other)}};
    ASSERT_TRUE(write([&](IdentityWriter& w) { return w.touch_sessions(uses); }));
  };
  touch(20, 30);
  touch(10, 40);
  EXPECT_EQ(find(1)->session.seen_at, at(20));
  EXPECT_EQ(find(2)->session.seen_at, at(40));
}

TEST_P(IdentitySessionContract, ASessionEndsOnce) {
  ASSERT_TRUE(insert(test_session(1)));
  EXPECT_EQ(end(1, 5, 2), Spent::before);  // another's
  EXPECT_EQ(end(1, 5), Spent::now);
  EXPECT_EQ(end(1, 6), Spent::before);
  EXPECT_EQ(end(9, 6), Spent::before);
  EXPECT_EQ(find(1)->session.revoked_at, at(5));
  EXPECT_THAT(listed(6), IsEmpty());
  EXPECT_EQ(insert(test_session(1)).error().code, StoreError::conflict);
}

TEST_P(IdentitySessionContract, AllSessionsButOneEnd) {
  insert_many(4);
  SessionRecord of_another = test_session(5);
  of_another.user_id = test_user(2);
  SessionRecord expired = test_session(6);
  expired.expires_at = at(3);
  ASSERT_TRUE(insert(of_another));
  ASSERT_TRUE(insert(expired));
  ASSERT_EQ(end(4, 1), Spent::now);
  const auto end_all = [&](const std::optional<SessionId>& kept, std::int64_t now) {
    return write([&](IdentityWriter& w) { return w.end_sessions(test_user(1), kept, at(now)); }).value();
  };
  EXPECT_THAT(end_all(test_session_id(2), 5), UnorderedElementsAre(test_session_id(1), test_session_id(3)));
  EXPECT_THAT(listed(5), ElementsAre(test_session_id(2)));
  EXPECT_EQ(find(4)->session.revoked_at, at(1));
  EXPECT_THAT(end_all(std::nullopt, 6), ElementsAre(test_session_id(2)));
  EXPECT_THAT(end_all(std::nullopt, 7), IsEmpty());
  EXPECT_FALSE(find(5)->session.revoked_at);
}

TEST_P(IdentitySessionContract, LiveSessionsAreListedPageByPage) {
  insert_many(5);
  SessionRecord expired = test_session(6);
  expired.expires_at = at(50);
  ASSERT_TRUE(insert(expired));
  ASSERT_EQ(end(2, 5), Spent::now);
  EXPECT_THAT(listed(50, "", 2), ElementsAre(test_session_id(1), test_session_id(3)));
  EXPECT_THAT(listed(50, test_session_id(3).text(), 9), ElementsAre(test_session_id(4), test_session_id(5)));
  EXPECT_THAT(listed(49, test_session_id(5).text(), 9), ElementsAre(test_session_id(6)));
  EXPECT_THAT(read().list_sessions(test_user(2), at(0), "", 9).value(), IsEmpty());
}

TEST_P(IdentitySessionContract, EverybodysLiveSessionsAreListedPageByPage) {
  insert_many(2);
  SessionRecord of_another = test_session(3);
  of_another.user_id = test_user(2);
  SessionRecord expired = test_session(4);
  expired.expires_at = at(50);
  ASSERT_TRUE(insert(of_another));
  ASSERT_TRUE(insert(expired));
  ASSERT_EQ(end(1, 5), Spent::now);
  const auto listed_of_all = [&](const std::string& after, std::size_t limit) {
    std::vector<SessionId> ids;
    for (const auto& session : read().list_sessions(at(50), after, limit).value()) ids.push_back(session.id);
    return ids;
  };
  EXPECT_THAT(listed_of_all("", 9), ElementsAre(test_session_id(2), test_session_id(3)));
  EXPECT_THAT(listed_of_all("", 1), ElementsAre(test_session_id(2)));
  EXPECT_THAT(listed_of_all(test_session_id(2).text(), 9), ElementsAre(test_session_id(3)));
}

TEST_P(IdentitySessionContract, AreForgottenSomeTimeAfterTheirEnd) {
  insert_many(2);
  put_token(1, "rs1.one");
  quarantine_token(1);
  SessionRecord later = test_session(3);
  later.expires_at = at(1001);
  ASSERT_TRUE(insert(later));
  put_token(3, "rs1.three");
  quarantine_token(3);
  const auto forget = [&](std::int64_t before) {
    ASSERT_TRUE(write([&](IdentityWriter& w) { return w.forget_sessions(at(before)); }));
  };
  forget(1000);
  EXPECT_TRUE(find(1));
  forget(1001);
  EXPECT_FALSE(find(1));
  EXPECT_FALSE(find(2));
  EXPECT_TRUE(find(3));
  EXPECT_FALSE(token(1));
  EXPECT_EQ(token(3), "rs1.three");
  EXPECT_EQ(quarantined(), 1U);
}

TEST_P(IdentitySessionContract, AnUpstreamTokenGoesWithItsSession) {
  insert_many(3);
  for (int n = 1; n <= 3; ++n) put_token(n, "rs1.first");
  put_token(1, "rs1.second");
  EXPECT_EQ(token(1), "rs1.second");
  EXPECT_FALSE(token(9));
  EXPECT_EQ(end(1, 5, 2), Spent::before);
  EXPECT_TRUE(token(1));
  EXPECT_EQ(end(1, 5), Spent::now);
  EXPECT_FALSE(token(1));
  EXPECT_TRUE(token(2));
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.end_sessions(test_user(1), test_session_id(3), at(6)); }));
  EXPECT_FALSE(token(2));
  EXPECT_TRUE(token(3));
}

TEST_P(IdentitySessionContract, ATokenThatIsGoneOrReplacedIsOutOfQuarantine) {
  insert_many(2);
  put_token(1, "rs1.broken");
  put_token(2, "rs1.broken");
  quarantine_token(1);
  quarantine_token(2);
  put_token(1, "rs1.good");
  EXPECT_EQ(quarantined(), 1U);
  ASSERT_EQ(end(2, 5), Spent::now);
  EXPECT_EQ(quarantined(), 0U);
}

RATESTACK_FOR_EACH_STORE(IdentitySessionContract);

}  // namespace
}  // namespace ratestack::contract
