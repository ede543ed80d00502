#include "ratestack/identity/jwt_verifier.hpp"

#include <gtest/gtest.h>

#include <array>

#include "signed_tokens.hpp"

namespace ratestack {
namespace {

using testing::Draft;
using testing::kIssuer;
using testing::kNowSeconds;
using testing::segment;
using testing::ToyKey;

constexpr std::array kEs256{SignatureAlgorithm::es256};
constexpr std::array kBoth{SignatureAlgorithm::es256, SignatureAlgorithm::rs256};

class JwtVerifierTest : public ::testing::Test {
 protected:
  Result<VerifiedJwt> verify(const std::string& text) const {
    const auto jwt = CompactJwt::parse(text);
    if (!jwt) return jwt.error();
    return verify_jwt(jwt.value(), keys_, rules_, Timestamp::from_micros(kNowSeconds * 1'000'000));
  }
  /// Without an error: verified.
  boost::system::error_code outcome(const std::string& text) const { return verify(text).error().code; }
  boost::system::error_code outcome(const Draft& draft) const { return outcome(draft.text(first_)); }

  /// What becomes of the good token with another value of one claim; null: without it.
  boost::system::error_code with_claim(std::string_view name, const JsonValue& value) const {
    Draft draft;
    draft.claims[name] = value;
    if (value.is_null()) draft.claims.erase(name);
    return outcome(draft);
  }
  boost::system::error_code with_header(std::string_view name, const JsonValue& value) const {
    Draft draft;
    draft.header[name] = value;
    if (value.is_null()) draft.header.erase(name);
    return outcome(draft);
  }

  ToyKey first_{'a'}, second_{'b'}, rsa_{'c', SignatureAlgorithm::rs256};
  std::array<JwtKey, 3> keys_{JwtKey{"k1", &first_}, JwtKey{"k2", &second_}, JwtKey{"k3", &rsa_}};
  JwtRules rules_{.algorithms = kEs256,
                  .issuer = kIssuer,
                  .audience = "ratestack",
                  .type = "at+jwt",
                  .leeway = std::chrono::seconds(30),
                  .max_lifetime = std::chrono::seconds(300)};
};

const boost::system::error_code kVerified;
boost::system::error_code code(JwtError error) { return make_error_code(error); }

TEST_F(JwtVerifierTest, AnswersTheClaimsOfAGoodToken) {
  const auto jwt = verify(Draft().text(first_));
  ASSERT_TRUE(jwt) << jwt.error().message();
  EXPECT_EQ(jwt.value().claims(), Draft().claims);
  EXPECT_EQ(jwt.value().audiences(), 1U);
}

class UnsignedJwt : public JwtVerifierTest, public ::testing::WithParamInterface<const char*> {};

// RFC 8725 section 3.1; RFC 7518 section 3.6.
TEST_P(UnsignedJwt, IsRefusedWhateverItsSignature) {
  rules_.algorithms = kBoth;
  Draft draft;
  draft.header["alg"] = GetParam();
  EXPECT_EQ(outcome(draft.signing_input() + "."), code(JwtError::algorithm_not_allowed));
  EXPECT_EQ(outcome(draft), code(JwtError::algorithm_not_allowed));
}

INSTANTIATE_TEST_SUITE_P(Spellings, UnsignedJwt,
                         ::testing::Values("none", "None", "NONE", "nOnE", "none ", "HS256", "es256", "ES256 ", "ES384",
                                           "PS256", "EdDSA"));

TEST_F(JwtVerifierTest, AKeyServesItsOwnAlgorithmAlone) {
  Draft draft;
  draft.header["alg"] = "RS256";
  EXPECT_EQ(outcome(draft), code(JwtError::algorithm_not_allowed)) << "not one of the rules'";
  rules_.algorithms = kBoth;
  EXPECT_EQ(outcome(draft), code(JwtError::algorithm_not_allowed)) << "not the key's";
  draft.header["kid"] = "k3";
  EXPECT_EQ(outcome(draft.text(rsa_)), kVerified);
  draft.header["alg"] = "ES256";
  EXPECT_EQ(outcome(draft.text(rsa_)), code(JwtError::algorithm_not_allowed));
}

TEST_F(JwtVerifierTest, NothingVerifiesWhereNoAlgorithmIsAllowed) {
  rules_.algorithms = {};
  EXPECT_EQ(outcome(Draft()), code(JwtError::algorithm_not_allowed));
}

TEST_F(JwtVerifierTest, TheKeyIsTheOneThatTheTokenNames) {
  EXPECT_EQ(with_header("kid", "k2"), code(JwtError::bad_signature));
  EXPECT_EQ(with_header("kid", "k4"), code(JwtError::unknown_key));
  EXPECT_EQ(with_header("kid", "K1"), code(JwtError::unknown_key));
  EXPECT_EQ(with_header("kid", ""), code(JwtError::unknown_key));
  EXPECT_EQ(with_header("kid", nullptr), code(JwtError::unknown_key));
  EXPECT_EQ(with_header("kid", JsonValue(std::string_view("k1\0", 3))), code(JwtError::unknown_key));
  EXPECT_EQ(outcome(Draft().text(second_)), code(JwtError::bad_signature));
}

TEST_F(JwtVerifierTest, AKeyWithoutANameIsNobodysKey) {
  keys_[0].kid = "";
  EXPECT_EQ(with_header("kid", nullptr), code(JwtError::unknown_key));
}

// RFC 8725 section 3.11: another kind of token of the same issuer is no access token.
TEST_F(JwtVerifierTest, TheTypeIsComparedAsMediaTypesAre) {
  EXPECT_EQ(with_header("typ", "JWT"), code(JwtError::wrong_type));
  EXPECT_EQ(with_header("typ", nullptr), code(JwtError::wrong_type));
  EXPECT_EQ(with_header("typ", "at+jwt "), code(JwtError::wrong_type));
  EXPECT_EQ(with_header("typ", "application/application/at+jwt"), code(JwtError::wrong_type));
  EXPECT_EQ(with_header("typ", "application/at+jwt"), kVerified);
  EXPECT_EQ(with_header("typ", "AT+JWT"), kVerified);
  rules_.type = "";
  EXPECT_EQ(with_header("typ", nullptr), kVerified);
}

TEST_F(JwtVerifierTest, NoPartOfASignedTokenMayChange) {
  const std::string good = Draft().text(first_);
  const std::string header = segment(Draft().header), claims = segment(Draft().claims);
  const std::string signature = good.substr(good.rfind('.') + 1);
  JsonObject other = Draft().claims;
  other["sub"] = "somebody else";
  EXPECT_EQ(outcome(header + '.' + segment(other) + '.' + signature), code(JwtError::bad_signature));
  EXPECT_EQ(outcome(header + '.' + claims + '.'), code(JwtError::bad_signature));
  EXPECT_EQ(outcome(good + "AA"), code(JwtError::bad_signature));
  EXPECT_EQ(outcome(good.substr(0, good.size() - 2)), code(JwtError::bad_signature));
  EXPECT_EQ(outcome(claims + '.' + header + '.' + signature), code(JwtError::malformed)) << "swapped";
  EXPECT_EQ(outcome(header + '.' + signature + '.' + claims), code(JwtError::malformed)) << "swapped";
}

TEST_F(JwtVerifierTest, ASignatureBelongsToItsToken) {
  Draft other;
  other.claims["sub"] = "somebody else";
  const std::string foreign = other.text(first_);
  EXPECT_EQ(outcome(Draft().signing_input() + foreign.substr(foreign.rfind('.'))), code(JwtError::bad_signature));
}

// What is signed is the text, not its meaning: white space that JSON would forgive is another token.
TEST_F(JwtVerifierTest, WhatIsSignedIsTheTextItself) {
  const std::string good = Draft().text(first_);
  const std::string spaced = segment(" " + CanonicalJson::from_value(Draft().claims).value().text());
  EXPECT_EQ(outcome(segment(Draft().header) + '.' + spaced + good.substr(good.rfind('.'))),
            code(JwtError::bad_signature));
}

TEST_F(JwtVerifierTest, AForgedTokenLearnsNothingOfItsClaims) {
  Draft draft;
  draft.claims["exp"] = 1;
  draft.claims["iss"] = "https://evil.example";
  EXPECT_EQ(outcome(draft.text(second_)), code(JwtError::bad_signature));
}

TEST_F(JwtVerifierTest, TheIssuerIsComparedByteForByte) {
  EXPECT_EQ(with_claim("iss", "https://login.example.com/"), code(JwtError::wrong_issuer));
  EXPECT_EQ(with_claim("iss", "https://LOGIN.example.com"), code(JwtError::wrong_issuer));
  EXPECT_EQ(with_claim("iss", "login.example.com"), code(JwtError::wrong_issuer));
  EXPECT_EQ(with_claim("iss", nullptr), code(JwtError::missing_claim));
  EXPECT_EQ(with_claim("iss", ""), code(JwtError::malformed_claim));
  EXPECT_EQ(with_claim("iss", JsonArray{kIssuer}), code(JwtError::malformed_claim));
}

TEST_F(JwtVerifierTest, AnIssuerIsNotComparedOnlyWhereThatIsSaid) {
  rules_.issuer = IssuerRule::judged_by_caller();
  EXPECT_EQ(with_claim("iss", "https://login.example.com/9a0c/v2.0"), kVerified);
  rules_.issuer = std::string_view();
  EXPECT_EQ(outcome(Draft()), code(JwtError::wrong_issuer)) << "an empty issuer is no wildcard";
}

// RFC 7519 section 4.1.3.
TEST_F(JwtVerifierTest, TheAudienceIsAStringOrOneOfAnArray) {
  EXPECT_EQ(with_claim("aud", JsonArray{"ratestack"}), kVerified);
  EXPECT_EQ(with_claim("aud", "ratestack "), code(JwtError::wrong_audience));
  EXPECT_EQ(with_claim("aud", "rate"), code(JwtError::wrong_audience));
  EXPECT_EQ(with_claim("aud", ""), code(JwtError::wrong_audience));
  EXPECT_EQ(with_claim("aud", JsonArray{"another", "yet another"}), code(JwtError::wrong_audience));
  EXPECT_EQ(with_claim("aud", JsonArray{}), code(JwtError::malformed_claim));
  EXPECT_EQ(with_claim("aud", (JsonArray{"ratestack", 1})), code(JwtError::malformed_claim));
  EXPECT_EQ(with_claim("aud", JsonArray{JsonObject{}}), code(JwtError::malformed_claim));
  EXPECT_EQ(with_claim("aud", JsonObject{{"ratestack", true}}), code(JwtError::malformed_claim));
  EXPECT_EQ(with_claim("aud", nullptr), code(JwtError::missing_claim));
}

TEST_F(JwtVerifierTest, SeveralAudiencesAreCounted) {
  Draft draft;
  draft.claims["aud"] = JsonArray{"another", "ratestack"};
  const auto jwt = verify(draft.text(first_));
  ASSERT_TRUE(jwt);
  EXPECT_EQ(jwt->audiences(), 2U);
}

TEST_F(JwtVerifierTest, RulesWithoutAnAudienceFitNoToken) {
  rules_.audience = {};
  EXPECT_EQ(outcome(Draft()), code(JwtError::wrong_audience));
}

// RFC 7519 section 4.1.4: not on or after `exp`.
TEST_F(JwtVerifierTest, ExpiresAtTheSecondWithItsLeeway) {
  EXPECT_EQ(with_claim("exp", kNowSeconds - 29), kVerified);
  EXPECT_EQ(with_claim("exp", kNowSeconds - 30), code(JwtError::expired));
  EXPECT_EQ(with_claim("exp", 0), code(JwtError::expired));
  EXPECT_EQ(with_claim("exp", nullptr), code(JwtError::missing_claim));
}

TEST_F(JwtVerifierTest, IsNotValidBeforeItsTimeLessTheLeeway) {
  EXPECT_EQ(with_claim("nbf", kNowSeconds + 30), kVerified);
  EXPECT_EQ(with_claim("nbf", kNowSeconds + 31), code(JwtError::not_yet_valid));
  EXPECT_EQ(with_claim("nbf", "soon"), code(JwtError::malformed_claim));
  EXPECT_EQ(with_claim("iat", kNowSeconds + 30), kVerified);
  EXPECT_EQ(with_claim("iat", kNowSeconds + 31), code(JwtError::not_yet_valid));
}

TEST_F(JwtVerifierTest, LivesNoLongerThanTheRulesSay) {
  EXPECT_EQ(with_claim("exp", kNowSeconds - 10 + 300), kVerified);
  EXPECT_EQ(with_claim("exp", kNowSeconds - 10 + 301), code(JwtError::too_long_lived));
  EXPECT_EQ(with_claim("iat", 0), code(JwtError::too_long_lived));
  EXPECT_EQ(with_claim("iat", nullptr), code(JwtError::missing_claim));
  rules_.max_lifetime = std::chrono::seconds(0);
  EXPECT_EQ(with_claim("iat", nullptr), kVerified);
  EXPECT_EQ(with_claim("iat", true), code(JwtError::malformed_claim));
  EXPECT_EQ(with_claim("exp", kNowSeconds + 1'000'000), kVerified);
}

TEST_F(JwtVerifierTest, TimesAreNumbersThatACalendarHas) {
  for (const JsonValue& time : {JsonValue("1795435300"), JsonValue(true), JsonValue(-1), JsonValue(1e300),
                                JsonValue(253'402'300'800), JsonValue(JsonArray{1})}) {
    EXPECT_EQ(with_claim("exp", time), code(JwtError::malformed_claim));
  }
}

// RFC 7519 section 2: NumericDate may have a fraction.
TEST_F(JwtVerifierTest, TimesMayHaveAFraction) {
  EXPECT_EQ(with_claim("exp", static_cast<double>(kNowSeconds) - 29.5), kVerified);
  EXPECT_EQ(with_claim("exp", static_cast<double>(kNowSeconds) - 30.5), code(JwtError::expired));
  Draft draft;
  draft.claims["auth_time"] = 1.25;
  EXPECT_EQ(verify(draft.text(first_)).value().time("auth_time").value(), Timestamp::from_micros(1'250'000));
}

TEST_F(JwtVerifierTest, OtherClaimsAreReadByKind) {
  Draft draft;
  draft.claims["empty"] = "";
  draft.claims["number"] = 7;
  const auto verified = verify(draft.text(first_));
  ASSERT_TRUE(verified);
  const VerifiedJwt& jwt = verified.value();
  EXPECT_EQ(jwt.text("sub").value(), "somebody");
  EXPECT_EQ(jwt.text("empty").error().code, code(JwtError::malformed_claim));
  EXPECT_EQ(jwt.text("number").error().code, code(JwtError::malformed_claim));
  EXPECT_EQ(jwt.text("nonce").error().code, code(JwtError::missing_claim));
  EXPECT_EQ(jwt.text("nonce").error().context, "nonce");
  EXPECT_EQ(jwt.time("number").value(), Timestamp::from_micros(7'000'000));
  EXPECT_EQ(jwt.time("sub").error().code, code(JwtError::malformed_claim));
}

}  // namespace
}  // namespace ratestack
