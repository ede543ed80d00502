// Sessions that came of a provider's, and the logouts there that end them.
#include <gmock/gmock.h>

#include "tests/contract/identity_site.hpp"

namespace ratestack::contract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kIssuer = "https://accounts.example";

OidcSession from(std::string subject, std::string session_id, std::int64_t issued = 10) {
  return {kIssuer, std::move(subject), std::move(session_id), at(issued)};
}

OidcLogout out_of(std::string subject, std::string session_id, std::int64_t issued = 20) {
  return {OidcProvider::google, kIssuer,         std::move(subject), std::move(session_id), "jti",
          at(issued),           at(issued + 120)};
}

class ProviderLogoutContract : public IdentityContract {
 protected:
  static Result<void> sign_in(IdentityWriter& w, int number, const OidcSession& session) {
    if (auto done = w.insert_session(test_session(number), std::nullopt); !done) return done;
    return w.put_provider_session(test_session_id(number), session);
  }
  Result<void> sign_in(int number, const OidcSession& session) {
    return write([&](IdentityWriter& w) { return sign_in(w, number, session); });
  }
  std::vector<SessionId> log_out(const OidcLogout& logout, std::int64_t now = 30, std::int64_t kept_until = 900) {
    return write([&](IdentityWriter& w) { return w.end_provider_sessions(logout, at(now), at(kept_until)); }).value();
  }
  std::vector<SessionId> seen(const OidcLogout& logout, std::int64_t now = 30) {
    std::vector<SessionId> ids;
    for (const auto& session : read().provider_sessions(logout, at(now)).value()) ids.push_back(session.id);
    return ids;
  }
  std::optional<Timestamp> revoked_at(int number) {
    return read().find_session(test_session_id(number)).value()->session.revoked_at;
  }
};

TEST_P(ProviderLogoutContract, ANamedSessionEndsAloneAndLeavesNoToken) {
  ASSERT_TRUE(sign_in(1, from("ada", "s1")));
  ASSERT_TRUE(sign_in(2, from("ada", "s2")));
  ASSERT_TRUE(sign_in(3, from("ada", "s1")));
  ASSERT_TRUE(
      write([&](IdentityWriter& w) { return w.put_upstream_token(test_session_id(1), test_org(1), "envelope"); }));
  EXPECT_THAT(seen(out_of("", "s1")), ElementsAre(test_session_id(1), test_session_id(3)));
  EXPECT_THAT(log_out(out_of("", "s1")), ElementsAre(test_session_id(1), test_session_id(3)));
  EXPECT_EQ(revoked_at(1), at(30));
  EXPECT_EQ(revoked_at(2), std::nullopt);
  EXPECT_EQ(revoked_at(3), at(30));
  EXPECT_EQ(read().upstream_token(test_session_id(1)).value(), std::nullopt);
  EXPECT_THAT(log_out(out_of("", "s1")), IsEmpty());
}

TEST_P(ProviderLogoutContract, AnAccountEndsWithAllItsSessions) {
  ASSERT_TRUE(sign_in(1, from("ada", "s1")));
  ASSERT_TRUE(sign_in(2, from("ada", "")));
  ASSERT_TRUE(sign_in(3, from("bob", "s1")));
  EXPECT_THAT(seen(out_of("ada", "")), ElementsAre(test_session_id(1), test_session_id(2)));
  EXPECT_THAT(log_out(out_of("ada", "")), ElementsAre(test_session_id(1), test_session_id(2)));
  EXPECT_EQ(revoked_at(3), std::nullopt);
}

TEST_P(ProviderLogoutContract, BothMustFitAndWhatWasNotNamedMayBeIt) {
  ASSERT_TRUE(sign_in(1, from("ada", "s1")));
  ASSERT_TRUE(sign_in(2, from("ada", "s2")));
  ASSERT_TRUE(sign_in(3, from("ada", "")));
  ASSERT_TRUE(sign_in(4, from("bob", "s1")));
  ASSERT_TRUE(sign_in(5, from("bob", "")));
  EXPECT_THAT(log_out(out_of("ada", "s1")), ElementsAre(test_session_id(1), test_session_id(3)));
  EXPECT_THAT(log_out(out_of("", "s1")), ElementsAre(test_session_id(4)));
}

TEST_P(ProviderLogoutContract, NobodyElsesSessionEnds) {
  ASSERT_TRUE(sign_in(1, from("ada", "s1")));
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.insert_session(test_session(2), std::nullopt); }));
  OidcLogout elsewhere = out_of("ada", "s1");
  elsewhere.issuer = "https://accounts.another";
  EXPECT_THAT(log_out(elsewhere), IsEmpty());
  EXPECT_THAT(log_out(out_of("Ada", "s1")), IsEmpty());
  EXPECT_THAT(log_out(out_of("ada", "S1")), IsEmpty());
  OidcLogout nowhere = out_of("", "s1");
  nowhere.issuer = "";
  EXPECT_THAT(log_out(nowhere), IsEmpty());
  EXPECT_THAT(seen(out_of("ada", "s1"), 1000), IsEmpty());  // it has ended by itself
}

TEST_P(ProviderLogoutContract, AProofThatIsNotYoungerThanTheLogoutMakesNoSession) {
  EXPECT_THAT(log_out(out_of("ada", "", 20)), IsEmpty());
  EXPECT_EQ(sign_in(1, from("ada", "s1", 19)).error().code, StoreError::not_found);
  EXPECT_EQ(sign_in(1, from("ada", "", 20)).error().code, StoreError::not_found);
  EXPECT_FALSE(read().find_session(test_session_id(1)).value());
  EXPECT_TRUE(sign_in(1, from("ada", "s1", 21)));
  EXPECT_TRUE(sign_in(2, from("bob", "s1", 19)));
}

TEST_P(ProviderLogoutContract, ALogoutKeepsBackWhatItWouldEnd) {
  EXPECT_THAT(log_out(out_of("ada", "s1", 20)), IsEmpty());
  EXPECT_THAT(log_out(out_of("", "s2", 20)), IsEmpty());
  EXPECT_FALSE(sign_in(1, from("ada", "s1")));
  EXPECT_FALSE(sign_in(1, from("ada", "")));
  EXPECT_FALSE(sign_in(1, from("ada", "s2")));
  EXPECT_FALSE(sign_in(1, from("bob", "s2")));
  EXPECT_TRUE(sign_in(1, from("ada", "s3")));
  EXPECT_TRUE(sign_in(2, from("bob", "s1")));
  EXPECT_TRUE(sign_in(3, from("bob", "")));
  OidcSession elsewhere = from("ada", "s1");
  elsewhere.issuer = "https://accounts.another";
  EXPECT_TRUE(sign_in(4, elsewhere));
}

// Tokens may overtake each other.
TEST_P(ProviderLogoutContract, AnEarlierLogoutTakesNothingFromALaterOne) {
  log_out(out_of("ada", "", 20));
  log_out(out_of("ada", "", 15));
  EXPECT_FALSE(sign_in(1, from("ada", "s1", 18)));
}

TEST_P(ProviderLogoutContract, LogoutsAreForgotten) {
  log_out(out_of("ada", ""), 30, 900);
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.forget_provider_logouts(at(900)); }));
  EXPECT_FALSE(sign_in(1, from("ada", "s1")));
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.forget_provider_logouts(at(901)); }));
  EXPECT_TRUE(sign_in(1, from("ada", "s1")));
}

// Whichever comes first, under the head of the log as the writer has it: a session is ended, or never made.
TEST_P(ProviderLogoutContract, NoSessionOutlivesALogoutThatOvertookItsSignIn) {
  const auto other = database_->open();
  std::thread signing_in([&] {
    for (int n = 1; n <= 9; ++n) {
      const auto made = other->transact([&](service::WriteTransaction& t) -> Result<void> {
        if (auto held = t.heads({}); !held) return held.error();
        return sign_in(t.identity(), n, from("ada", "s1"));
      });
      EXPECT_TRUE(made || made.error().code == StoreError::not_found) << made.error().message();
    }
  });
  const auto ended = store_->transact([&](service::WriteTransaction& t) -> Result<void> {
    if (auto held = t.heads({}); !held) return held.error();
    const auto done = t.identity().end_provider_sessions(out_of("ada", "s1"), at(30), at(900));
    return done ? Result<void>() : done.error();
  });
  signing_in.join();
  ASSERT_TRUE(ended) << ended.error().message();
  EXPECT_THAT(seen(out_of("ada", "s1")), IsEmpty());
}

RATESTACK_FOR_EACH_STORE(ProviderLogoutContract);

}  // namespace
}  // namespace ratestack::contract
