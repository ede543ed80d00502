#include "native/service/identity/access_tokens.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "native/service/identity/server_keys.hpp"
#include "native/service/secrets/secret_startup.hpp"
#include "native/service/system.hpp"
#include "ratestack/crypto/hmac.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/identity/json_web_key.hpp"
#include "tests/support/set_clock.hpp"
#include "tests/support/sqlite_file.hpp"
#include "tests/support/test_keys.hpp"

namespace ratestack::service {
namespace {

using testing::RawSqlite;
using testing::SetClock;
using testing::SqliteFile;
using testing::test_ring;

constexpr const char* kIssuer = "https://ratestack.example";
constexpr std::string_view kUlid = "01KAS0V3E8ZP5Q2W9X7Y6T4R1M";

template <typename AnyId>
AnyId id_of(std::string_view prefix) {
  return AnyId::parse(std::string(prefix) + std::string(kUlid)).value();
}

AccessClaims access(std::size_t grants = 0) {
  const auto org = id_of<OrgId>("org_");
  const GrantClaim grant{id_of<GrantId>("grant_"), org, {"loan.read"}, Timestamp()};
  return {id_of<UserId>("usr_"), org, id_of<SessionId>("ses_"), {{org, {"ORG_ADMIN"}, {grants, grant}}}};
}

boost::system::error_code code(JwtError error) { return make_error_code(error); }

/// An installation of its own.
class Installation {
 public:
  Installation() { EXPECT_TRUE(check_keys(file_.store(), encryptor_, clock_.now())); }

  std::unique_ptr<AccessTokens> server(const char* issuer = kIssuer) {
    return std::move(AccessTokens::open(file_.store(), encryptor_, clock_, entropy_, issuer).value());
  }
  /// A key that signs `after` from now on.
  void rotate(std::chrono::seconds after) {
    const auto present = file_.store().identity().server_keys(kTokenKeyPurpose).value();
    const Timestamp now = clock_.now();
    const auto activates_at = Timestamp::from_micros(now.micros() + std::chrono::microseconds(after).count());
    const auto rotated = file_.store().transact([&](WriteTransaction& transaction) -> Result<void> {
      const auto key = rotate_token_key(transaction, encryptor_, entropy_, present, now, activates_at);
      if (!key) return key.error();
      return {};
    });
    EXPECT_TRUE(rotated);
  }
  void advance(std::chrono::seconds by) { clock_.advance_seconds(by.count()); }
  std::string path() { return file_.path(); }

 private:
  SqliteFile file_;
  SetClock clock_;
  SystemEntropy entropy_;
  SecretEncryptor encryptor_{test_ring('a'), entropy_};
};

std::string kid_of(const std::string& token) { return CompactJwt::parse(token).value().kid(); }

std::vector<std::string> kids_of(const std::string& key_set) {
  std::vector<std::string> kids;
  for (const JsonWebKey& key : parse_key_set(key_set).value()) kids.push_back(key.kid);
  return kids;
}

class AccessTokensTest : public ::testing::Test {
 protected:
  std::string mint() { return tokens_->mint(access()).value().text; }
  boost::system::error_code outcome(const std::string& token) { return tokens_->verify(token).error().code; }

  Installation here_;
  std::unique_ptr<AccessTokens> tokens_ = here_.server();
};

TEST_F(AccessTokensTest, WhatIsMintedVerifies) {
  const auto claims = tokens_->verify(mint());
  ASSERT_TRUE(claims) << claims.error().message();
  EXPECT_EQ(to_claims(claims.value(), kIssuer, Timestamp()), to_claims(access(), kIssuer, Timestamp()));
}

TEST_F(AccessTokensTest, AreGoodForFiveMinutes) {
  const MintedToken token = tokens_->mint(access()).value();
  EXPECT_EQ(token.expires_at, Timestamp::parse_rfc3339("2026-11-23T12:05:00Z").value());
  here_.advance(kAccessTokenLifetime + std::chrono::seconds(4));
  EXPECT_TRUE(tokens_->verify(token.text));
  here_.advance(std::chrono::seconds(1));
  EXPECT_EQ(outcome(token.text), code(JwtError::expired));
}

TEST_F(AccessTokensTest, AreMintedAgainOnceHalfOfTheirLifeIsGone) {
  const std::string first = mint();
  here_.advance(kAccessTokenLifetime / 2);
  EXPECT_EQ(mint(), first);
  here_.advance(std::chrono::seconds(1));
  EXPECT_NE(mint(), first);
}

TEST_F(AccessTokensTest, AreMintedAgainForOtherClaims) {
  const std::string first = mint();
  AccessClaims other = access();
  other.org_roles[0].roles = {"AUDITOR"};
  const std::string changed = tokens_->mint(other).value().text;
  EXPECT_EQ(tokens_->verify(changed).value().org_roles.at(0).roles.at(0), "AUDITOR");
  EXPECT_NE(changed, first);
}

TEST_F(AccessTokensTest, AreNeverLongerThanWhatVerifies) {
  EXPECT_TRUE(tokens_->verify(tokens_->mint(access(70)).value().text));
  EXPECT_EQ(tokens_->mint(access(80)).error().code, code(JwtError::too_long));
}

TEST_F(AccessTokensTest, AreOfOneInstallationAndOneIssuer) {
  Installation elsewhere;
  EXPECT_EQ(outcome(elsewhere.server()->mint(access()).value().text), code(JwtError::unknown_key));
  EXPECT_EQ(outcome(here_.server("https://other.example")->mint(access()).value().text), code(JwtError::wrong_issuer));
}

/// The claims of a good token under another header, signed by `sign(input)`.
template <typename Sign>
std::string forged(const std::string& good, const JsonObject& header, Sign sign) {
  const std::string text = CanonicalJson::from_value(header).value().text();
  const std::string input =
      base64url_encode(as_bytes(text)) + good.substr(good.find('.'), good.rfind('.') - good.find('.'));
  return input + '.' + sign(input);
}

JsonObject header_with(std::string_view algorithm, const std::string& kid) {
  return {{"alg", algorithm}, {"kid", kid}, {"typ", kAccessTokenType}};
}

// RFC 8725 section 2.1.
TEST_F(AccessTokensTest, TheirPublicKeyIsNoSecretToSignWith) {
  const std::string good = mint();
  const std::string key_set = tokens_->key_set();
  const P256Point point = std::get<P256Point>(parse_key_set(key_set).value().at(0).key);
  const std::string jwk = CanonicalJson::from_value(to_jwk(point, kid_of(good))).value().text();
  std::vector<std::uint8_t> raw{0x04};
  raw.insert(raw.end(), point.x.begin(), point.x.end());
  raw.insert(raw.end(), point.y.begin(), point.y.end());
  for (const ByteSpan secret : {as_bytes(key_set), as_bytes(jwk), ByteSpan(raw), ByteSpan(point.x), ByteSpan()}) {
    for (const char* algorithm : {"HS256", "ES256"}) {
      const auto sign = [&](std::string_view input) {
        return base64url_encode(hmac_sha256(secret, as_bytes(input)).bytes);
      };
      EXPECT_FALSE(tokens_->verify(forged(good, header_with(algorithm, kid_of(good)), sign))) << algorithm;
    }
  }
}

TEST_F(AccessTokensTest, NoneIsNoAlgorithm) {
  const std::string good = mint();
  const auto unsigned_ = [](std::string_view) { return std::string(); };
  const auto as_before = [&](std::string_view) { return good.substr(good.rfind('.') + 1); };
  EXPECT_EQ(outcome(forged(good, header_with("none", kid_of(good)), unsigned_)), code(JwtError::algorithm_not_allowed));
  EXPECT_EQ(outcome(forged(good, header_with("none", kid_of(good)), as_before)), code(JwtError::algorithm_not_allowed));
  EXPECT_EQ(outcome(forged(good, header_with("ES256", kid_of(good)), unsigned_)), code(JwtError::bad_signature));
  EXPECT_TRUE(tokens_->verify(forged(good, header_with("ES256", kid_of(good)), as_before))) << "the forger forges well";
}

TEST_F(AccessTokensTest, AKeyInTheHeaderIsNotBelieved) {
  const std::string good = mint();
  const auto stranger = Es256PrivateKey::generate().value();
  const auto sign = [&](const std::string& input) { return base64url_encode(stranger.sign(as_bytes(input)).value()); };
  JsonObject header = header_with("ES256", kid_of(good));
  header["jwk"] = to_jwk(stranger.public_point(), kid_of(good));
  header["jku"] = "https://evil.example/jwks.json";
  EXPECT_EQ(outcome(forged(good, header, sign)), code(JwtError::bad_signature));
  header["kid"] = thumbprint(stranger.public_point());
  EXPECT_EQ(outcome(forged(good, header, sign)), code(JwtError::unknown_key));
}

TEST_F(AccessTokensTest, AnotherTypeOfTokenIsNone) {
  const std::string good = mint();
  JsonObject header = header_with("ES256", kid_of(good));
  header["typ"] = "JWT";
  EXPECT_EQ(outcome(forged(good, header, [](std::string_view) { return "AAAA"; })), code(JwtError::wrong_type));
}

TEST_F(AccessTokensTest, TheKeySetNamesEachKeyByItsThumbprint) {
  const auto keys = parse_key_set(tokens_->key_set()).value();
  ASSERT_EQ(keys.size(), 1U);
  EXPECT_EQ(keys[0].kid, thumbprint(std::get<P256Point>(keys[0].key)));
  EXPECT_EQ(keys[0].kid, kid_of(mint()));
  EXPECT_EQ(tokens_->key_set().find("\"d\""), std::string::npos);
}

TEST_F(AccessTokensTest, ServersOfOneInstallationShareTheirKeys) {
  const auto other = here_.server();
  EXPECT_EQ(other->key_set(), tokens_->key_set());
  EXPECT_TRUE(other->verify(mint()));
}

TEST_F(AccessTokensTest, ANewKeyIsPublishedBeforeItSignsAndTheOldOneAfter) {
  const std::string old_kid = kid_of(mint());
  here_.rotate(kKeyPropagation);
  ASSERT_TRUE(tokens_->reload());
  const auto published = kids_of(tokens_->key_set());
  ASSERT_EQ(published.size(), 2U);
  here_.advance(kKeyPropagation - std::chrono::seconds(1));
  const std::string last = mint();
  EXPECT_EQ(kid_of(last), old_kid) << "not yet";
  here_.advance(std::chrono::seconds(151));
  const std::string next = mint();
  EXPECT_NE(kid_of(next), old_kid);
  EXPECT_TRUE(tokens_->verify(next));
  EXPECT_TRUE(tokens_->verify(last)) << "the last token of the old key lives on";
  EXPECT_EQ(kids_of(tokens_->key_set()), published);
  here_.advance(std::chrono::seconds(2 * kAccessTokenLifetime));
  EXPECT_EQ(kids_of(tokens_->key_set()), std::vector{kid_of(next)});
  EXPECT_EQ(outcome(last), code(JwtError::unknown_key));
}

TEST_F(AccessTokensTest, ASecondRotationDoesNotProlongTheOldestKey) {
  const std::string oldest = kid_of(mint());
  here_.rotate(std::chrono::seconds(0));
  here_.advance(2 * kAccessTokenLifetime - std::chrono::seconds(1));
  here_.rotate(std::chrono::seconds(0));
  ASSERT_TRUE(tokens_->reload());
  EXPECT_EQ(kids_of(tokens_->key_set()).size(), 3U);
  here_.advance(std::chrono::seconds(1));
  const auto kids = kids_of(tokens_->key_set());
  EXPECT_EQ(kids.size(), 2U);
  EXPECT_EQ(std::count(kids.begin(), kids.end(), oldest), 0);
}

TEST_F(AccessTokensTest, AnUnknownKeyIsLookedForNowAndThen) {
  here_.rotate(std::chrono::seconds(0));
  const std::string of_another_server = here_.server()->mint(access()).value().text;
  EXPECT_EQ(outcome(of_another_server), code(JwtError::unknown_key)) << "the keys were read this very moment";
  here_.advance(std::chrono::seconds(5));
  EXPECT_TRUE(tokens_->verify(of_another_server));
}

TEST_F(AccessTokensTest, AStoreThatFailsIsNotAskedForEachForgery) {
  Installation elsewhere;
  const std::string stranger = elsewhere.server()->mint(access()).value().text;
  const std::string good = mint();
  ASSERT_EQ(RawSqlite(here_.path()).run("DROP TABLE server_keys"), "");
  here_.advance(std::chrono::seconds(5));
  EXPECT_EQ(outcome(stranger).category(), make_error_code(StoreError::unavailable).category());
  EXPECT_EQ(outcome(stranger), code(JwtError::unknown_key));
  EXPECT_TRUE(tokens_->verify(good));
}

TEST_F(AccessTokensTest, AreMintedAndVerifiedByManyThreadsWhileKeysChange) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 25; ++n) EXPECT_TRUE(tokens_->verify(mint()));
    });
  }
  for (int n = 0; n < 10; ++n) EXPECT_TRUE(tokens_->reload());
  for (std::thread& thread : threads) thread.join();
}

TokenKey token_key(int activates_at, std::optional<int> retires_at = {}) {
  auto signer = std::move(Es256PrivateKey::generate().value());
  auto verifier = std::move(Es256Verifier::of(signer.public_point()).value());
  std::optional<Timestamp> retires;
  if (retires_at) retires = Timestamp::from_micros(*retires_at);
  return {{}, Timestamp::from_micros(activates_at), retires, std::move(verifier), std::move(signer)};
}

TEST(SigningKey, IsTheOneThatBecameActiveLast) {
  std::vector<TokenKey> keys;
  for (const int activates_at : {10, 30, 20}) keys.push_back(token_key(activates_at));
  const auto at = [&](std::int64_t now) { return signing_key(keys, Timestamp::from_micros(now)); };
  EXPECT_EQ(at(9), nullptr);
  EXPECT_EQ(at(10), &keys[0]);
  EXPECT_EQ(at(29), &keys[2]);
  EXPECT_EQ(at(30), &keys[1]);
  keys[1].signer.reset();
  EXPECT_EQ(at(30), &keys[2]) << "sealed under a key that is not here";
  EXPECT_EQ(signing_key({}, Timestamp()), nullptr);
}

TEST(SigningKey, HasNotRetired) {
  std::vector<TokenKey> keys;
  keys.push_back(token_key(10, 40));
  EXPECT_EQ(signing_key(keys, Timestamp::from_micros(39)), &keys[0]);
  EXPECT_EQ(signing_key(keys, Timestamp::from_micros(40)), nullptr);
}

}  // namespace
}  // namespace ratestack::service
