#include "ratestack/identity/access_claims.hpp"

#include <gtest/gtest.h>

#include "signed_tokens.hpp"

namespace ratestack {
namespace {

using testing::kIssuer;
using testing::kNowSeconds;
using testing::ToyKey;

constexpr std::string_view kUlid = "01KAS0V3E8ZP5Q2W9X7Y6T4R1M";
constexpr Timestamp kNow = Timestamp::from_micros(kNowSeconds * 1'000'000 + 999'999);

template <typename AnyId>
AnyId id_of(std::string_view prefix) {
  return AnyId::parse(std::string(prefix) + std::string(kUlid)).value();
}

AccessClaims access() {
  const auto org = id_of<OrgId>("org_");
  return {id_of<UserId>("usr_"),
          org,
          id_of<SessionId>("ses_"),
          {{org, {"ORG_ADMIN", "AUDITOR"}, {{id_of<GrantId>("grant_"), org, {"loan.read", "loan.write"}, kNow}}},
           {org, {}, {}}}};
}

JsonObject claims() { return to_claims(access(), kIssuer, kNow); }

/// Through a verification, as nothing else makes a VerifiedJwt.
Result<AccessClaims> read(const JsonObject& claims) {
  const ToyKey key('a');
  const JwtKey named{"k1", &key};
  const std::string input = jwt_signing_input(SignatureAlgorithm::es256, "k1", kAccessTokenType, claims);
  const auto jwt = CompactJwt::parse(finish_jwt(input, key.sign(input)));
  if (!jwt) return jwt.error();
  const auto verified = verify_jwt(jwt.value(), {&named, 1}, access_token_rules(kIssuer), kNow);
  if (!verified) return verified.error();
  return read_access_claims(verified.value());
}

TEST(AccessClaims, ReadBackAsTheyWereWritten) {
  const auto claims_read = read(claims());
  ASSERT_TRUE(claims_read) << claims_read.error().message();
  EXPECT_EQ(to_claims(claims_read.value(), kIssuer, kNow), claims());
  const GrantClaim& grant = claims_read.value().org_roles.at(0).grants.at(0);
  EXPECT_EQ(grant.expires_at, kNow);
  EXPECT_EQ(grant.capabilities.at(1), "loan.write");
}

TEST(AccessClaims, HaveTheContractsForm) {
  const std::string id(kUlid);
  EXPECT_EQ(CanonicalJson::from_value(claims()).value().text(),
            R"({"aud":"ratestack","exp":1795435500,"iat":1795435200,"iss":"https://login.example.com","org_id":"org_)" +
                id +
                R"(","org_roles":[{"grants":[{"capabilities":["loan.read","loan.write"],)"
                R"("expires_at":"2026-11-23T12:00:00.999999Z","grantor_org_id":"org_)" +
                id + R"(","id":"grant_)" + id + R"("}],"org_id":"org_)" + id +
                R"(","roles":["ORG_ADMIN","AUDITOR"]},{"grants":[],"org_id":"org_)" + id +
                R"(","roles":[]}],"sid":"ses_)" + id + R"(","sub":"usr_)" + id + R"("})");
}

TEST(AccessClaims, LiveFiveMinutesAndNoMore) {
  JsonObject longer = claims();
  longer["exp"] = kNowSeconds + 301;
  EXPECT_EQ(read(longer).error().code, make_error_code(JwtError::too_long_lived));
}

TEST(AccessClaims, AreForOneAudience) {
  JsonObject two = claims();
  two["aud"] = JsonArray{kAccessTokenAudience, "another"};
  EXPECT_EQ(read(two).error().code, make_error_code(JwtError::malformed_claim));
  two["aud"] = JsonArray{kAccessTokenAudience};
  EXPECT_EQ(read(two).error().code, make_error_code(JwtError::malformed_claim));
}

TEST(AccessClaims, EveryOneIsNeededAndNoOtherIsTaken) {
  const JsonObject whole = claims();
  for (const auto& member : whole) {
    JsonObject part = whole;
    part.erase(member.key());
    EXPECT_FALSE(read(part)) << member.key();
  }
  JsonObject more = whole;
  more["act"] = JsonObject{{"sub", "usr_"}};
  EXPECT_EQ(read(more).error().code, make_error_code(JwtError::malformed_claim));
}

class SpoiltClaim : public ::testing::TestWithParam<std::pair<std::string_view, JsonValue>> {};

TEST_P(SpoiltClaim, IsMalformed) {
  JsonObject spoilt = claims();
  spoilt[GetParam().first] = GetParam().second;
  EXPECT_EQ(read(spoilt).error().code, make_error_code(JwtError::malformed_claim));
}

JsonValue org_roles_with(std::string_view name, const JsonValue& value) {
  JsonValue org_roles = claims().at("org_roles");
  org_roles.at(0).get_object()[name] = value;
  return org_roles;
}

JsonValue org_roles_with_grant(std::string_view name, const JsonValue& value) {
  JsonValue org_roles = claims().at("org_roles");
  org_roles.at(0).at("grants").at(0).get_object()[name] = value;
  return org_roles;
}

const std::string kOrg = "org_" + std::string(kUlid);

INSTANTIATE_TEST_SUITE_P(
    Inputs, SpoiltClaim,
    ::testing::Values(std::pair("sub", JsonValue(kOrg)), std::pair("sub", JsonValue("")),
                      std::pair("sub", JsonValue(1)), std::pair("org_id", JsonValue("org_1")),
                      std::pair("sid", JsonValue(kOrg)), std::pair("org_roles", JsonValue(JsonObject{})),
                      std::pair("org_roles", JsonValue(JsonArray{"x"})),
                      std::pair("org_roles", org_roles_with("org_id", "usr_1")),
                      std::pair("org_roles", org_roles_with("roles", "ORG_ADMIN")),
                      std::pair("org_roles", org_roles_with("roles", JsonArray{1})),
                      std::pair("org_roles", org_roles_with("grants", JsonObject{})),
                      std::pair("org_roles", org_roles_with("grants", JsonArray{"x"})),
                      std::pair("org_roles", org_roles_with("more", 1)),
                      std::pair("org_roles", org_roles_with_grant("id", JsonValue(kOrg))),
                      std::pair("org_roles", org_roles_with_grant("grantor_org_id", "")),
                      std::pair("org_roles", org_roles_with_grant("expires_at", "2026-11-23T12:00:00Z")),
                      std::pair("org_roles", org_roles_with_grant("capabilities", JsonArray{JsonObject{}})),
                      std::pair("org_roles", org_roles_with_grant("more", 1))));

}  // namespace
}  // namespace ratestack
