// Passkeys over one database and two servers: what must hold between rivals, and when a ceremony has lasted too long.
#include <atomic>

#include "native/service/identity/identity.hpp"
#include "native/service/identity/identity_error.hpp"
#include "native/service/identity/identity_events.hpp"
#include "tests/contract/secret_site.hpp"
#include "tests/unit/webauthn/test_authenticator.hpp"

namespace ratestack::contract {
namespace {

using service::IdentityError;
using service::Passkey;
using service::Passkeys;
using service::PasskeyStart;
using service::SignedIn;
using ::testing::UnorderedElementsAre;

/// A server with identity over its store.
struct Server {
  std::unique_ptr<Replica> replica;
  std::unique_ptr<service::Identity> identity;

  ~Server() { identity->stop(); }
  [[nodiscard]] Passkeys& passkeys() const { return identity->passkeys; }
};

WebAuthnChallenge challenge_of(const PasskeyStart& start) {
  return WebAuthnChallenge::parse(std::string_view(start.options.at("challenge").get_string())).value();
}

class PasskeyContract : public SecretContract {
 protected:
  PasskeyContract() : here_(server()), there_(server()) {
    EXPECT_TRUE(store_->transact([](service::WriteTransaction& transaction) {
      return transaction.insert_user({test_user(1), test_org(1), "1@example.com", "hash", at(0)});
    }));
  }

  std::unique_ptr<Server> server() {
    auto made = std::make_unique<Server>();
    made->replica = replica('a');
    service::IdentitySettings settings;
    settings.relying_party = test_relying_party();
    Replica& on = *made->replica;
    auto opened = service::open_identity({*on.store, on.writer, on.encryptor, clock_, on.entropy}, std::move(settings),
                                         nullptr, [](const Error&) {});
    EXPECT_TRUE(opened);
    made->identity = std::move(opened.value());
    return made;
  }

  service::User user() { return store_->identity().find_user(test_user(1)).value().value(); }

  /// "added", or the error's name.
  std::string add(const Server& at, const std::string& transaction, const RegistrationResponse& response) {
    const auto added = at.passkeys().finish_registration(user(), transaction, response, "Laptop", at.replica->asker());
    return added ? "added" : added.error().code.message();
  }
  void add(const TestAuthenticator& authenticator) {
    const auto start = here_->passkeys().begin_registration(user()).value();
    ASSERT_EQ(add(*here_, start.transaction, authenticator.registration(challenge_of(start))), "added");
  }

  /// "signed in", or the error's name.
  static std::string sign_in(const Server& at, const std::string& transaction, const AssertionResponse& response) {
    std::promise<std::string> promise;
    at.passkeys().sign_in(transaction, response, {{"192.0.2.7", "tests"}, {}, "test", {}},
                          [&promise](const Result<service::SignInOutcome>& outcome) {
                            promise.set_value(outcome ? "signed in" : outcome.error().code.message());
                          });
    return promise.get_future().get();
  }

  /// What two who try at the same moment are told, each by a server of their own.
  template <typename Try>
  std::vector<std::string> told(const Try& attempt) {
    std::vector<std::string> answers(2);
    std::thread rival([&] { answers[1] = attempt(*there_, 1); });
    answers[0] = attempt(*here_, 0);
    rival.join();
    return answers;
  }

  TestAuthenticator authenticator_;
  std::unique_ptr<Server> here_, there_;
};

TEST_P(PasskeyContract, OfTwoWhoBringOneTransactionOneSignsIn) {
  add(authenticator_);
  const auto start = here_->passkeys().begin_sign_in().value();
  const auto response = authenticator_.assertion(challenge_of(start), user().id.view());
  EXPECT_THAT(told([&](const Server& at, int) { return sign_in(at, start.transaction, response); }),
              UnorderedElementsAre("signed in", "challenge_expired"));
  EXPECT_EQ(rows_of("LOGIN_SUCCEEDED"), 1U);
  EXPECT_EQ(rows_of("LOGIN_FAILED"), 1U);
}

TEST_P(PasskeyContract, OfTwoWhoBringOneCountOneSignsIn) {
  add(authenticator_);
  const PasskeyStart starts[] = {here_->passkeys().begin_sign_in().value(), there_->passkeys().begin_sign_in().value()};
  const auto attempt = [&](const Server& at, int n) {
    const auto response =
        authenticator_.assertion(challenge_of(starts[n]), user().id.view(), AuthenticatorDataKnobs{.sign_count = 5});
    return sign_in(at, starts[n].transaction, response);
  };
  EXPECT_THAT(told(attempt), UnorderedElementsAre("signed in", "invalid_credentials"));
  EXPECT_EQ(rows_of("LOGIN_FAILED"), 1U);
}

TEST_P(PasskeyContract, OfTwoWhoBringTheTwentiethOneAddsIt) {
  for (std::uint8_t n = 1; n < Passkeys::kMost; ++n) add(TestAuthenticator(Bytes(32, n)));
  const PasskeyStart starts[] = {here_->passkeys().begin_registration(user()).value(),
                                 there_->passkeys().begin_registration(user()).value()};
  const TestAuthenticator devices[] = {TestAuthenticator(Bytes(32, 0xF0)), TestAuthenticator(Bytes(32, 0xF1))};
  const auto attempt = [&](const Server& at, int n) {
    return add(at, starts[n].transaction, devices[n].registration(challenge_of(starts[n])));
  };
  EXPECT_THAT(told(attempt), UnorderedElementsAre("added", "too_many_passkeys"));
  EXPECT_EQ(store_->identity().passkeys(test_user(1)).value().size(), Passkeys::kMost);
}

TEST_P(PasskeyContract, ACeremonyMayTakeAsLongAsItsOptionsSayAndNotMuchLonger) {
  add(authenticator_);
  const auto limit = std::chrono::duration_cast<std::chrono::seconds>(kCeremonyTimeout).count();
  const auto after = [&](std::int64_t seconds) {
    const auto start = here_->passkeys().begin_sign_in().value();
    clock_.advance_seconds(seconds);
    return sign_in(*there_, start.transaction, authenticator_.assertion(challenge_of(start), user().id.view()));
  };
  EXPECT_EQ(after(limit), "signed in");
  EXPECT_EQ(after(limit + 60), "challenge_expired");
}

TEST_P(PasskeyContract, AKeyThatIsRegisteredIsNotRegisteredAgain) {
  add(authenticator_);
  const auto start = there_->passkeys().begin_registration(user()).value();
  EXPECT_EQ(add(*there_, start.transaction, authenticator_.registration(challenge_of(start))), "conflict");
  EXPECT_EQ(rows_of("MFA_PASSKEY_ADDED"), 2U);  // the one that failed, too
}

RATESTACK_FOR_EACH_STORE(PasskeyContract);

}  // namespace
}  // namespace ratestack::contract
