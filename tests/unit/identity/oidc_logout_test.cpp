#include "ratestack/identity/oidc_logout.hpp"

#include <gtest/gtest.h>

#include "oidc_fixture.hpp"
#include "ratestack/encoding/base64url.hpp"

namespace ratestack {
namespace {

using namespace oidc_testing;
using enum OidcProvider;

JsonObject events() { return {{kLogoutEvent, JsonObject{}}}; }

/// What each provider's good logout token says.
JsonObject logout_of(OidcProvider provider) {
  JsonObject claims{{"iss", claims_of(provider)["iss"]},
                    {"aud", kClient},
                    {"iat", kNowSeconds},
                    {"exp", kNowSeconds + 120},
                    {"jti", "token-1"},
                    {"sub", "subject-1"},
                    {"sid", "session-1"},
                    {"events", events()}};
  return claims;
}

Result<OidcLogout> read_logout(const JsonObject& claims, const OidcRules& rules, std::string_view typ = "logout+jwt",
                               std::int64_t seconds = 0) {
  const auto jwt = verified(claims, logout_token_rules(rules), typ, seconds);
  if (!jwt) return jwt.error();
  return read_oidc_logout(jwt.value(), rules);
}

std::string logout_outcome(const JsonObject& claims, const OidcRules& rules, std::string_view typ = "logout+jwt",
                           std::int64_t seconds = 0) {
  const auto logout = read_logout(claims, rules, typ, seconds);
  return logout ? "read" : logout.error().message();
}

TEST(OidcLogout, SaysWhoseSessionsEnd) {
  for (const OidcProvider provider : {google, microsoft, apple}) {
    const auto logout = read_logout(logout_of(provider), rules_of(provider)).value();
    EXPECT_EQ(logout.provider, provider);
    EXPECT_EQ(logout.issuer, std::string_view(claims_of(provider)["iss"].as_string()));
    EXPECT_EQ(logout.subject, "subject-1");
    EXPECT_EQ(logout.session_id, "session-1");
    EXPECT_EQ(logout.token_id, "token-1");
    EXPECT_EQ(logout.issued_at, at(0));
    EXPECT_EQ(logout.expires_at, at(120));
  }
}

TEST(OidcLogout, NamesAnAccountOrASessionOrBoth) {
  const auto rules = rules_of(google);
  const auto account = read_logout(without(logout_of(google), "sid"), rules).value();
  EXPECT_EQ(account.subject + "|" + account.session_id, "subject-1|");
  const auto session = read_logout(without(logout_of(google), "sub"), rules).value();
  EXPECT_EQ(session.subject + "|" + session.session_id, "|session-1");
  EXPECT_EQ(logout_outcome(without(without(logout_of(google), "sub"), "sid"), rules), "oidc: missing_claim (sub)");
}

// An empty text names nobody: it must not be taken for a claim that is absent.
TEST(OidcLogout, NamesThemByTextsThatCanBeKept) {
  const auto rules = rules_of(google);
  for (const char* claim : {"sub", "sid", "jti"}) {
    const std::string wrong = "oidc: malformed_claim (" + std::string(claim) + ")";
    EXPECT_EQ(logout_outcome(with(logout_of(google), claim, ""), rules), wrong);
    EXPECT_EQ(logout_outcome(with(logout_of(google), claim, 1), rules), wrong);
    EXPECT_EQ(logout_outcome(with(logout_of(google), claim, nullptr), rules), wrong);
    EXPECT_EQ(logout_outcome(with(logout_of(google), claim, "a b"), rules), wrong);
    EXPECT_EQ(logout_outcome(with(logout_of(google), claim, std::string(256, 'x')), rules), wrong);
    EXPECT_EQ(logout_outcome(with(logout_of(google), claim, std::string(255, 'x')), rules), "read");
  }
  EXPECT_EQ(logout_outcome(without(logout_of(google), "jti"), rules), "oidc: missing_claim (jti)");
}

TEST(OidcLogout, IsAboutALogout) {
  const auto rules = rules_of(google);
  EXPECT_EQ(logout_outcome(without(logout_of(google), "events"), rules), "oidc: missing_claim (events)");
  EXPECT_EQ(logout_outcome(with(logout_of(google), "events", kLogoutEvent), rules), "oidc: malformed_claim (events)");
  EXPECT_EQ(logout_outcome(with(logout_of(google), "events", JsonArray{kLogoutEvent}), rules),
            "oidc: malformed_claim (events)");
  EXPECT_EQ(logout_outcome(with(logout_of(google), "events", JsonObject{}), rules), "oidc: wrong_event");
  const JsonObject other{{"https://schemas.openid.net/event/backchannel-logout", JsonObject{}}};
  EXPECT_EQ(logout_outcome(with(logout_of(google), "events", other), rules), "oidc: wrong_event");
  for (const JsonValue& event : {JsonValue(true), JsonValue(nullptr), JsonValue("x"), JsonValue(JsonArray{})}) {
    EXPECT_EQ(logout_outcome(with(logout_of(google), "events", JsonObject{{kLogoutEvent, event}}), rules),
              "oidc: malformed_claim (events)");
  }
  JsonObject more = events();
  more["https://schemas.example/other"] = true;
  EXPECT_EQ(logout_outcome(with(logout_of(google), "events", more), rules), "read");
}

TEST(OidcLogout, AnIdTokenIsNone) {
  for (const OidcProvider provider : {google, microsoft, apple}) {
    const auto rules = rules_of(provider);
    EXPECT_EQ(logout_outcome(with(claims_of(provider), "exp", kNowSeconds + 120), rules, ""),
              "oidc: unexpected_claim (nonce)");
    EXPECT_EQ(logout_outcome(with(without(claims_of(provider), "nonce"), "exp", kNowSeconds + 120), rules, "JWT"),
              "oidc: missing_claim (events)");
  }
  for (const JsonValue& nonce : {JsonValue(""), JsonValue(nullptr), JsonValue("n")}) {
    EXPECT_EQ(logout_outcome(with(logout_of(google), "nonce", nonce), rules_of(google)),
              "oidc: unexpected_claim (nonce)");
  }
}

TEST(OidcLogout, IsNoIdToken) {
  const auto rules = rules_of(google);
  EXPECT_EQ(outcome(logout_of(google), rules), "oidc: missing_claim (nonce)");
  const auto typed = verified(with(logout_of(google), "nonce", kNonce), id_token_rules(rules), "logout+jwt");
  EXPECT_EQ(typed.error().message(), "jwt: wrong_type");
}

// Section 2.4: `typ` should be there, and many leave it out.
TEST(OidcLogout, ItsHeaderSaysSoOrNothing) {
  const auto rules = rules_of(google);
  for (const char* typ : {"logout+jwt", "Logout+JWT", "application/logout+jwt", "", "JWT", "application/jwt"}) {
    EXPECT_EQ(logout_outcome(logout_of(google), rules, typ), "read") << typ;
  }
  for (const char* typ : {"at+jwt", "id_token+jwt", "secevent+jwt", "logout", "logout+jwt "}) {
    EXPECT_EQ(logout_outcome(logout_of(google), rules, typ), "jwt: wrong_type") << typ;
  }
}

TEST(OidcLogout, IsFresh) {
  const auto rules = rules_of(google);
  const auto at_age = [&](std::int64_t seconds) { return logout_outcome(logout_of(google), rules, "", seconds); };
  EXPECT_EQ(at_age(149), "read");
  EXPECT_EQ(at_age(150), "jwt: jwt_expired");
  EXPECT_EQ(at_age(-30), "read");
  EXPECT_EQ(at_age(-31), "jwt: not_yet_valid");
  EXPECT_EQ(logout_outcome(without(logout_of(google), "exp"), rules), "jwt: missing_claim (exp)");
  EXPECT_EQ(logout_outcome(without(logout_of(google), "iat"), rules), "jwt: missing_claim (iat)");
  EXPECT_EQ(logout_outcome(with(logout_of(google), "exp", kNowSeconds + 600), rules), "read");
  EXPECT_EQ(logout_outcome(with(logout_of(google), "exp", kNowSeconds + 601), rules), "jwt: too_long_lived");
}

TEST(OidcLogout, IsForThisClientAlone) {
  const auto rules = rules_of(google);
  EXPECT_EQ(logout_outcome(with(logout_of(google), "aud", "another"), rules), "jwt: wrong_audience");
  EXPECT_EQ(logout_outcome(with(logout_of(google), "aud", JsonArray{kClient}), rules), "read");
  EXPECT_EQ(logout_outcome(with(logout_of(google), "aud", JsonArray{kClient, "another"}), rules),
            "oidc: untrusted_audience");
}

TEST(OidcLogout, IssuersAreThoseOfIdTokens) {
  const auto google_rules = rules_of(google);
  const auto short_spelling = read_logout(with(logout_of(google), "iss", "accounts.google.com"), google_rules).value();
  EXPECT_EQ(short_spelling.issuer, "https://accounts.google.com");
  EXPECT_EQ(logout_outcome(with(logout_of(google), "iss", "https://accounts.google.com/"), google_rules),
            "oidc: wrong_issuer");
  EXPECT_EQ(logout_outcome(without(logout_of(google), "iss"), google_rules), "oidc: missing_claim (iss)");
  EXPECT_EQ(logout_outcome(with(logout_of(apple), "iss", "appleid.apple.com"), rules_of(apple)), "oidc: wrong_issuer");
}

TEST(OidcLogout, MicrosoftsTenantIsTheOneOfItsIssuer) {
  const auto any = rules_of(microsoft);
  const auto of_tenant = [](std::string_view tenant) {
    return with(logout_of(microsoft), "iss", "https://login.microsoftonline.com/" + std::string(tenant) + "/v2.0");
  };
  EXPECT_EQ(logout_outcome(of_tenant(kObject), any), "read");
  EXPECT_EQ(logout_outcome(of_tenant("{tenantid}"), any), "oidc: wrong_issuer");
  EXPECT_EQ(logout_outcome(of_tenant("organizations"), any), "oidc: wrong_issuer");
  EXPECT_EQ(logout_outcome(of_tenant(""), any), "oidc: wrong_issuer");
  EXPECT_EQ(logout_outcome(of_tenant(kMicrosoftConsumerTenant), any), "oidc: consumer_tenant");
  auto spec = spec_of(microsoft);
  spec.tenants = {std::string(kTenant)};
  const auto pinned = rules_of(spec);
  EXPECT_EQ(logout_outcome(of_tenant(kTenant), pinned), "read");
  EXPECT_EQ(logout_outcome(of_tenant(kObject), pinned), "oidc: wrong_tenant");
}

// Microsoft's accounts are known by tenant and object, its logout tokens by `sub`.
TEST(OidcLogout, NamesWhatTheIdTokenNamed) {
  for (const OidcProvider provider : {google, microsoft, apple}) {
    const auto rules = rules_of(provider);
    const auto session = read(with(claims_of(provider), "sid", "session-1"), rules).value().session;
    const auto logout = read_logout(logout_of(provider), rules).value();
    EXPECT_EQ(session.issuer, logout.issuer);
    EXPECT_EQ(session.subject, logout.subject);
    EXPECT_EQ(session.session_id, logout.session_id);
    EXPECT_EQ(session.issued_at, at(0));
    EXPECT_EQ(read(claims_of(provider), rules).value().session.session_id, "");
  }
  EXPECT_EQ(outcome(with(claims_of(google), "sid", ""), rules_of(google)), "oidc: malformed_claim (sid)");
}

// Verified by the token's own words, none must come of "none".
TEST(OidcLogout, IsSigned) {
  const auto rules = logout_token_rules(rules_of(google));
  const std::string token =
      finish_jwt(jwt_signing_input(SignatureAlgorithm::rs256, "k", "logout+jwt", logout_of(google)), {});
  const std::string claims = token.substr(token.find('.'));
  const auto verify = [&](std::string_view header) {
    const auto jwt = CompactJwt::parse(base64url_encode(as_bytes(header)) + claims).value();
    const auto checked = verify_jwt(jwt, {}, rules, at(0));
    return checked ? "verified" : checked.error().message();
  };
  EXPECT_EQ(verify(R"({"alg":"none","kid":"k"})"), "jwt: algorithm_not_allowed");
  EXPECT_EQ(verify(R"({"alg":"HS256","kid":"k"})"), "jwt: algorithm_not_allowed");
  EXPECT_EQ(verify(R"({"alg":"RS256","kid":"k"})"), "jwt: unknown_key");
}

}  // namespace
}  // namespace ratestack
