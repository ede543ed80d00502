#include "ratestack/identity/oidc_transaction.hpp"

#include <gtest/gtest.h>

#include "oidc_fixture.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/base64url.hpp"

namespace ratestack {
namespace {

using namespace oidc_testing;
using enum OidcProvider;

const UserId kUser = UserId::parse("usr_01ARZ3NDEKTSV4RRFFQ69G5FAV").value();

OidcTransaction begin(OidcTransaction::Start start = {}) {
  CountingEntropy entropy;
  return OidcTransaction::begin(rules_of(google), std::move(start), entropy, at(0)).value();
}

TEST(OidcTransaction, StateNonceAndVerifierAreThreeDifferentRandomTexts) {
  const auto transaction = begin();
  EXPECT_EQ(transaction.state().size(), 43U);
  EXPECT_EQ(transaction.nonce().size(), 43U);
  EXPECT_EQ(transaction.code_verifier().size(), 43U);
  EXPECT_NE(transaction.state(), transaction.nonce());
  EXPECT_NE(transaction.nonce(), transaction.code_verifier());
  EXPECT_NE(transaction.state(), transaction.code_verifier());
}

TEST(OidcTransaction, ReadsBackFromItsFields) {
  const auto transaction = begin({"/quotes?tab=2", kUser});
  auto fields = transaction.to_fields();
  fields["expires_at_micros"] = 1;  // a seal's own
  const auto read = OidcTransaction::from_fields(fields).value();
  EXPECT_EQ(read.to_fields(), transaction.to_fields());
  EXPECT_EQ(read.provider(), google);
  EXPECT_EQ(read.redirect_uri(), "https://rates.example/auth/google");
  EXPECT_EQ(read.return_path(), "/quotes?tab=2");
  EXPECT_EQ(read.linked_user(), kUser);
  EXPECT_EQ(read.created_at(), at(0));
  EXPECT_EQ(OidcTransaction::from_fields(begin().to_fields()).value().linked_user(), std::nullopt);
}

TEST(OidcTransaction, RefusesFieldsThatAreNotItsOwn) {
  const auto fields = begin({"/", kUser}).to_fields();
  ASSERT_TRUE(OidcTransaction::from_fields(fields));
  for (const char* name :
       {"code_verifier", "created_at_micros", "nonce", "provider", "redirect_uri", "return_path", "state"}) {
    EXPECT_FALSE(OidcTransaction::from_fields(without(fields, name))) << name;
    EXPECT_FALSE(OidcTransaction::from_fields(with(fields, name, ""))) << name;
    EXPECT_FALSE(OidcTransaction::from_fields(with(fields, name, nullptr))) << name;
  }
  EXPECT_FALSE(OidcTransaction::from_fields(with(fields, "state", "short")));
  EXPECT_FALSE(OidcTransaction::from_fields(with(fields, "return_path", "//evil.example")));
  EXPECT_FALSE(OidcTransaction::from_fields(with(fields, "linked_user", "usr_1")));
  EXPECT_FALSE(OidcTransaction::from_fields(with(fields, "linked_user", nullptr)));
}

// RFC 7636 appendix B.
TEST(OidcTransaction, ChallengeIsTheHashOfTheVerifiersText) {
  auto fields = begin().to_fields();
  fields["code_verifier"] = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  EXPECT_EQ(OidcTransaction::from_fields(fields).value().code_challenge(),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(OidcTransaction, EndsAfterTenMinutes) {
  const auto transaction = begin();
  EXPECT_FALSE(transaction.is_expired(at(0)));
  EXPECT_FALSE(transaction.is_expired(at(599)));
  EXPECT_TRUE(transaction.is_expired(at(600)));
  EXPECT_TRUE(transaction.is_expired(at(-600)));
}

TEST(OidcTransaction, IsSpentByTheHashOfItsState) {
  const auto transaction = begin();
  EXPECT_EQ(transaction.state_hash(), sha256(as_bytes(transaction.state())));
}

TEST(OidcTransaction, ReturnsToThisSiteAlone) {
  CountingEntropy entropy;
  for (const char* path :
       {"", "quotes", "//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example"}) {
    const auto begun = OidcTransaction::begin(rules_of(google), {.return_path = path}, entropy, at(0));
    EXPECT_EQ(begun.error().code, OidcError::malformed_return_path) << path;
  }
  const std::string longest = "/" + std::string(OidcTransaction::kMaxReturnPath - 1, 'a');
  EXPECT_TRUE(OidcTransaction::begin(rules_of(google), {.return_path = longest}, entropy, at(0)));
  EXPECT_FALSE(OidcTransaction::begin(rules_of(google), {.return_path = longest + "a"}, entropy, at(0)));
}

}  // namespace
}  // namespace ratestack
