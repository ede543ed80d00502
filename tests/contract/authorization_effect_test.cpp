// What an organisation loses its people and its keys lose with the next request, whichever server it comes to.
#include "native/service/authenticator.hpp"
#include "native/service/identity/token_authenticator.hpp"
#include "native/service/lockout/local_lockout.hpp"
#include "native/service/secrets/secret_startup.hpp"
#include "native/service/system.hpp"
#include "tests/contract/authorization_site.hpp"
#include "tests/support/set_clock.hpp"
#include "tests/support/test_keys.hpp"

namespace ratestack::contract {
namespace {

using service::Principal;

const CapabilitySet kRead = CapabilitySet().with(Capability::loan_read);

/// A loan officer of organisation 1 with a session, and a key of the same organisation.
class AuthorizationEffect : public AuthorizationContract {
 protected:
  AuthorizationEffect() : key_(make_api_key("dev", test_key_id(1), entropy_)) {
    clock_.advance_seconds(1);
    EXPECT_TRUE(service::check_keys(*store_, encryptor_, clock_.now()));
    tokens_ =
        std::move(service::AccessTokens::open(*store_, encryptor_, clock_, entropy_, "https://x.example").value());
    people_ = std::make_unique<service::TokenAuthenticator>(*tokens_, sessions_);
    join(1, 1, Role::loan_officer);
    EXPECT_TRUE(write([](IdentityWriter& w) { return w.insert_session(test_session(1), std::nullopt); }));
    EXPECT_TRUE(store_->transact([&](service::WriteTransaction& t) {
      return t.insert_api_key({test_key_id(1), test_org(1), "k", key_.secret_hash, CapabilitySet::all(), at(0),
                               std::nullopt, std::nullopt});
    }));
    const auto subject = sessions_.use(test_session_id(1));
    token_ = tokens_->mint(service::claims_of(subject.value())).value().text;
  }
  CapabilitySet of_person() { return people_->authenticate(token_).value().capabilities; }
  CapabilitySet of_key() { return keys_.authenticate(key_.text).value().capabilities; }
  /// As another server does it: this one hears of it by reading alone.
  void change_elsewhere(const std::function<Result<void>(AuthorizationWriter&)>& change) {
    const auto other = database_->open();
    ASSERT_TRUE(other->transact([&](service::WriteTransaction& t) { return change(t.authorization()); }));
  }

  testing::SetClock clock_;
  service::SystemEntropy entropy_;
  SecretEncryptor encryptor_{testing::test_ring('a'), entropy_};
  NewApiKey key_;
  service::Sessions sessions_{*store_, clock_, entropy_};
  std::unique_ptr<service::AccessTokens> tokens_;
  std::unique_ptr<service::TokenAuthenticator> people_;
  service::AuditWriter writer_{*store_, clock_};
  service::LocalLockout lockout_{clock_, {}};
  service::LimitKeys limit_keys_{SecretBytes::generate(32, [](MutableByteSpan) {})};
  service::Authenticator keys_{*store_, clock_, {lockout_, limit_keys_, writer_}};
  std::string token_;
};

TEST_P(AuthorizationEffect, WithoutSettingsTheCeilingAlone) {
  EXPECT_EQ(of_person(), capabilities_of(RoleSet().with(Role::loan_officer), OrgType::originator));
  EXPECT_EQ(of_key(), ceiling(OrgType::originator));
}

TEST_P(AuthorizationEffect, AShrunkSetCountsFromAPersonsNextRequest) {
  ASSERT_TRUE(of_person().contains(Capability::loan_write));
  change_elsewhere([](AuthorizationWriter& w) { return w.set_org_enabled(test_org(1), kRead); });
  EXPECT_EQ(of_person(), kRead);
  change_elsewhere([](AuthorizationWriter& w) { return w.set_org_enabled(test_org(1), CapabilitySet()); });
  EXPECT_EQ(of_person(), CapabilitySet());
  change_elsewhere([](AuthorizationWriter& w) { return w.set_org_enabled(test_org(1), std::nullopt); });
  EXPECT_TRUE(of_person().contains(Capability::loan_write));
}

TEST_P(AuthorizationEffect, ADisabledOrganisationsPeopleAreKnownAndMayDoNothing) {
  change_elsewhere([](AuthorizationWriter& w) { return w.set_org_disabled(test_org(1), at(1)); });
  const Principal principal = people_->authenticate(token_).value();
  EXPECT_EQ(principal.capabilities, CapabilitySet());
  EXPECT_EQ(principal.org_id, test_org(1));
  change_elsewhere([](AuthorizationWriter& w) { return w.set_org_disabled(test_org(1), std::nullopt); });
  EXPECT_TRUE(of_person().contains(Capability::loan_write));
}

TEST_P(AuthorizationEffect, WhatAnotherOrganisationHasTurnedOffCostsNothingHere) {
  join(2, 1, Role::loan_officer);
  change_elsewhere([](AuthorizationWriter& w) { return w.set_org_disabled(test_org(2), at(1)); });
  EXPECT_TRUE(of_person().contains(Capability::loan_write));
  EXPECT_EQ(of_key(), ceiling(OrgType::originator));
}

TEST_P(AuthorizationEffect, NothingIsEnabledBeyondTheCeiling) {
  change_elsewhere([](AuthorizationWriter& w) { return w.set_org_enabled(test_org(1), CapabilitySet::all()); });
  EXPECT_EQ(of_person(), capabilities_of(RoleSet().with(Role::loan_officer), OrgType::originator));
  EXPECT_EQ(of_key(), ceiling(OrgType::originator));
}

// Sessions refuse them already: whoever else reads a subject is told the same.
TEST_P(AuthorizationEffect, ADisabledPersonMayDoNothing) {
  disable_user(1, at(1));
  const auto subject = read().find_session(test_session_id(1)).value().value();
  EXPECT_EQ(service::principal_of(subject).capabilities, CapabilitySet());
}

TEST_P(AuthorizationEffect, ARemovedMemberMayDoNothing) {
  ASSERT_EQ(leave(1, 1), Spent::now);
  EXPECT_EQ(of_person(), CapabilitySet());
}

TEST_P(AuthorizationEffect, AKeyHearsOfItWithinASecond) {
  ASSERT_EQ(of_key(), ceiling(OrgType::originator));
  change_elsewhere([](AuthorizationWriter& w) { return w.set_org_enabled(test_org(1), kRead); });
  clock_.advance_seconds(1);
  EXPECT_FALSE(keys_.try_cached(key_.text));
  EXPECT_EQ(of_key(), kRead);
  change_elsewhere([](AuthorizationWriter& w) { return w.set_org_disabled(test_org(1), at(1)); });
  clock_.advance_seconds(1);
  EXPECT_EQ(keys_.authenticate(key_.text).error().code, make_error_code(service::AuthError::org_disabled));
}

TEST_P(AuthorizationEffect, AKeyHearsAtOnceOfWhatWasChangedHere) {
  ASSERT_EQ(of_key(), ceiling(OrgType::originator));
  ASSERT_TRUE(disable_org(1, at(1)));
  keys_.forget(test_org(2));
  EXPECT_TRUE(keys_.try_cached(key_.text));
  keys_.forget(test_org(1));
  EXPECT_EQ(keys_.authenticate(key_.text).error().code, make_error_code(service::AuthError::org_disabled));
}

RATESTACK_FOR_EACH_STORE(AuthorizationEffect);

}  // namespace
}  // namespace ratestack::contract
