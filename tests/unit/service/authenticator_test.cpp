#include "native/service/authenticator.hpp"

#include <gtest/gtest.h>

#include "native/service/identity/identity_error.hpp"
#include "native/service/lockout/local_lockout.hpp"
#include "native/service/system.hpp"
#include "tests/support/writer_fixture.hpp"

namespace ratestack::service {
namespace {

using testing::RawSqlite;
using testing::SetClock;
using testing::SqliteFile;
using testing::test_org;

const KeyId kKeyId = KeyId::parse("key_01KAS0V3E8ZP5Q2W9X7Y6T4R1M").value();

class AuthenticatorTest : public ::testing::Test {
 protected:
  AuthenticatorTest() : key_(make_api_key("dev", kKeyId, entropy_)) {
    EXPECT_TRUE(file_.store().transact([&](WriteTransaction& transaction) {
      return transaction.insert_org({test_org(0), OrgType::subservicer, "Subservicer", clock_.now()});
    }));
  }
  void store_key(std::optional<Timestamp> expires_at = {}, CapabilitySet capabilities = CapabilitySet::all()) {
    EXPECT_TRUE(file_.store().transact([&](WriteTransaction& transaction) {
      return transaction.insert_api_key(
          {kKeyId, test_org(0), "k", key_.secret_hash, capabilities, clock_.now(), expires_at, {}});
    }));
  }
  boost::system::error_code refusal(std::string_view token) { return authenticator_.authenticate(token).error().code; }

  SqliteFile file_;
  SetClock clock_;
  SystemEntropy entropy_;
  NewApiKey key_;
  AuditWriter writer_{file_.store(), clock_};
  LocalLockout lockout_{clock_, {}};
  LimitKeys limit_keys_{SecretBytes::generate(32, [](MutableByteSpan) {})};
  Authenticator authenticator_{file_.store(), clock_, {lockout_, limit_keys_, writer_}};
};

TEST_F(AuthenticatorTest, ProvesAKeyAndSaysWhoseItIs) {
  store_key();
  const auto principal = authenticator_.authenticate(key_.text);
  ASSERT_TRUE(principal);
  EXPECT_EQ(principal.value().org_id, test_org(0));
  EXPECT_EQ(principal.value().actor.type, ActorType::api_key);
  EXPECT_EQ(principal.value().actor.key_id, kKeyId.text());
}

TEST_F(AuthenticatorTest, CutsAKeysCapabilitiesToItsOrganisationsCeiling) {
  store_key();
  const auto capabilities = authenticator_.authenticate(key_.text).value().capabilities;
  EXPECT_EQ(capabilities, ceiling(OrgType::subservicer));
  EXPECT_FALSE(authenticator_.authenticate(key_.text).value().sees_whole_log());
}

TEST_F(AuthenticatorTest, TellsAnUnknownKeyAndAWrongSecretAlike) {
  EXPECT_EQ(refusal(key_.text), make_error_code(AuthError::invalid_credentials));
  store_key();
  std::string wrong = key_.text;
  wrong[50] = wrong[50] == 'A' ? 'B' : 'A';
  EXPECT_EQ(refusal(wrong), make_error_code(AuthError::invalid_credentials));
}

TEST_F(AuthenticatorTest, AZeroSecretOfAnUnknownKeyProvesNothing) {
  EXPECT_EQ(refusal("rsk_dev_" + kKeyId.text() + "_" + std::string(43, 'A')),
            make_error_code(AuthError::invalid_credentials));
}

TEST_F(AuthenticatorTest, TellsNoCredentialsFromBadOnes) {
  EXPECT_EQ(refusal(""), make_error_code(AuthError::missing_credentials));
  EXPECT_EQ(refusal("eyJhbGciOiJub25lIn0.e30."), make_error_code(AuthError::invalid_credentials));
}

TEST_F(AuthenticatorTest, AKeyEndsAtItsExpiryEvenWhileItIsCached) {
  store_key(Timestamp::from_micros(clock_.now().micros() + 500'000));
  EXPECT_TRUE(authenticator_.authenticate(key_.text));
  clock_.advance_millis(500);
  EXPECT_TRUE(authenticator_.try_cached(key_.text));
  EXPECT_EQ(refusal(key_.text), make_error_code(AuthError::expired_credentials));
}

TEST_F(AuthenticatorTest, AKeyRevokedElsewhereStopsWithinASecond) {
  store_key();
  ASSERT_TRUE(authenticator_.authenticate(key_.text));
  ASSERT_EQ(RawSqlite(file_.path()).run("UPDATE api_keys SET revoked_at = 1"), "");
  clock_.advance_seconds(1);
  EXPECT_FALSE(authenticator_.try_cached(key_.text));
  EXPECT_EQ(refusal(key_.text), make_error_code(AuthError::revoked_credentials));
}

TEST_F(AuthenticatorTest, AnswersFromMemoryOnceProven) {
  store_key();
  EXPECT_FALSE(authenticator_.try_cached(key_.text));
  ASSERT_TRUE(authenticator_.authenticate(key_.text));
  const auto cached = authenticator_.try_cached(key_.text);
  ASSERT_TRUE(cached);
  EXPECT_TRUE(cached->has_value());
}

TEST_F(AuthenticatorTest, AWrongSecretFailsFromMemoryToo) {
  store_key();
  ASSERT_TRUE(authenticator_.authenticate(key_.text));
  const auto cached = authenticator_.try_cached(make_api_key("dev", kKeyId, entropy_).text);
  ASSERT_TRUE(cached);
  EXPECT_EQ(cached->error().code, make_error_code(AuthError::invalid_credentials));
}

TEST_F(AuthenticatorTest, FiveWrongSecretsShutTheRightOneOutForAMinute) {
  store_key();
  const std::string wrong = make_api_key("dev", kKeyId, entropy_).text;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(refusal(wrong), make_error_code(AuthError::invalid_credentials));
  EXPECT_EQ(refusal(wrong), make_error_code(IdentityError::locked_out));
  EXPECT_EQ(refusal(key_.text), make_error_code(IdentityError::locked_out));
  clock_.advance_seconds(60);
  EXPECT_TRUE(authenticator_.authenticate(key_.text));
}

TEST_F(AuthenticatorTest, TheRightSecretCostsNothing) {
  store_key();
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(authenticator_.authenticate(key_.text));
}

TEST_F(AuthenticatorTest, AKeyEndedHereStopsAtOnce) {
  store_key();
  ASSERT_TRUE(authenticator_.authenticate(key_.text));
  ASSERT_EQ(RawSqlite(file_.path()).run("UPDATE api_keys SET revoked_at = 1"), "");
  authenticator_.forget(kKeyId);
  EXPECT_EQ(refusal(key_.text), make_error_code(AuthError::revoked_credentials));
}

TEST_F(AuthenticatorTest, NotesUsesForLater) {
  store_key();
  ASSERT_TRUE(authenticator_.authenticate(key_.text));
  const auto uses = authenticator_.uses().take();
  ASSERT_EQ(uses.size(), 1U);
  EXPECT_EQ(uses[0].id, kKeyId);
  EXPECT_EQ(uses[0].at, clock_.now());
}

TEST_F(AuthenticatorTest, AMalformedTokenNeedsNoStore) {
  const auto cached = authenticator_.try_cached("nonsense");
  ASSERT_TRUE(cached);
  EXPECT_FALSE(cached->has_value());
}

}  // namespace
}  // namespace ratestack::service
