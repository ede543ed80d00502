#include "ratestack/identity/oidc_identity.hpp"

#include <gtest/gtest.h>

#include "oidc_fixture.hpp"

namespace ratestack {
namespace {

using namespace oidc_testing;
using enum OidcProvider;

constexpr auto kAll = {google, microsoft, apple};

OidcRules pinned_domain(std::string domain) {
  auto spec = spec_of(google);
  spec.hosted_domain = std::move(domain);
  return rules_of(spec);
}

TEST(OidcIdentity, ReadsAGoogleAccount) {
  const auto identity = read(with(claims_of(google), "hd", "example.com"), rules_of(google)).value();
  EXPECT_EQ(identity.provider, google);
  EXPECT_EQ(identity.issuer, "https://accounts.google.com");
  EXPECT_EQ(identity.subject, "subject-1");
  EXPECT_EQ(identity.email, "ada@example.com");
  EXPECT_TRUE(identity.email_verified);
  EXPECT_EQ(identity.hosted_domain, "example.com");
  EXPECT_EQ(identity.name, "Ada Example");
}

TEST(OidcIdentity, GooglesTwoSpellingsAreOneAccount) {
  const auto identity = read(with(claims_of(google), "iss", "accounts.google.com"), rules_of(google)).value();
  EXPECT_EQ(identity.issuer, "https://accounts.google.com");
}

TEST(OidcIdentity, MicrosoftsAccountIsTenantAndObject) {
  auto claims = claims_of(microsoft);
  claims["oid"] = "AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE";
  claims["preferred_username"] = "somebody@else.example";
  const auto identity = read(claims, rules_of(microsoft)).value();
  EXPECT_EQ(identity.subject, std::string(kTenant) + "/" + std::string(kObject));
  EXPECT_EQ(identity.issuer, "https://login.microsoftonline.com/" + std::string(kTenant) + "/v2.0");
}

// An administrator of any tenant can write any address there.
TEST(OidcIdentity, MicrosoftsAddressIsNeverVerified) {
  const auto identity = read(with(claims_of(microsoft), "email_verified", true), rules_of(microsoft)).value();
  EXPECT_EQ(identity.email, "ada@example.com");
  EXPECT_FALSE(identity.email_verified);
}

TEST(OidcIdentity, MicrosoftsIssuerAndTenantMustAgree) {
  const auto rules = rules_of(microsoft);
  EXPECT_EQ(outcome(with(claims_of(microsoft), "tid", kObject), rules), "oidc: wrong_issuer");
  EXPECT_EQ(outcome(with(claims_of(microsoft), "tid", "contoso"), rules), "oidc: malformed_claim (tid)");
  EXPECT_EQ(outcome(with(claims_of(microsoft), "tid", "{tenantid}"), rules), "oidc: malformed_claim (tid)");
  EXPECT_EQ(outcome(without(claims_of(microsoft), "tid"), rules), "oidc: missing_claim (tid)");
  EXPECT_EQ(outcome(without(claims_of(microsoft), "oid"), rules), "oidc: missing_claim (oid)");
  EXPECT_EQ(outcome(with(claims_of(microsoft), "oid", "1"), rules), "oidc: malformed_claim (oid)");
  EXPECT_EQ(outcome(with(claims_of(microsoft), "iss", "https://login.microsoftonline.com/{tenantid}/v2.0"), rules),
            "oidc: wrong_issuer");
  EXPECT_EQ(outcome(with(claims_of(microsoft), "iss", "https://sts.windows.net/" + std::string(kTenant) + "/"), rules),
            "oidc: wrong_issuer");
}

TEST(OidcIdentity, MicrosoftsPersonalAccountsAreRefused) {
  auto claims = claims_of(microsoft);
  claims["tid"] = kMicrosoftConsumerTenant;
  claims["iss"] = "https://login.microsoftonline.com/" + std::string(kMicrosoftConsumerTenant) + "/v2.0";
  EXPECT_EQ(outcome(claims, rules_of(microsoft)), "oidc: consumer_tenant");
  claims["tid"] = "9188040D-6C67-4C5B-B112-36A304B66DAD";
  EXPECT_EQ(outcome(claims, rules_of(microsoft)), "oidc: consumer_tenant");
}

TEST(OidcIdentity, TenantsThatAreNotListedAreRefused) {
  auto spec = spec_of(microsoft);
  spec.tenants = {std::string(kObject)};
  EXPECT_EQ(outcome(claims_of(microsoft), rules_of(spec)), "oidc: wrong_tenant");
  spec.tenants = {std::string(kObject), std::string(kTenant)};
  EXPECT_EQ(outcome(claims_of(microsoft), rules_of(spec)), "read");
}

TEST(OidcIdentity, AppleWritesTruthInTwoWays) {
  const auto verified = [](JsonValue value) {
    return read(with(claims_of(apple), "email_verified", std::move(value)), rules_of(apple)).value().email_verified;
  };
  EXPECT_TRUE(verified("true"));
  EXPECT_TRUE(verified(true));
  EXPECT_FALSE(verified("false"));
  EXPECT_FALSE(verified(false));
  EXPECT_EQ(outcome(with(claims_of(apple), "email_verified", "True"), rules_of(apple)),
            "oidc: malformed_claim (email_verified)");
  EXPECT_EQ(outcome(with(claims_of(apple), "email_verified", 1), rules_of(apple)),
            "oidc: malformed_claim (email_verified)");
}

TEST(OidcIdentity, OthersWriteItInOne) {
  EXPECT_EQ(outcome(with(claims_of(google), "email_verified", "true"), rules_of(google)),
            "oidc: malformed_claim (email_verified)");
  EXPECT_FALSE(read(without(claims_of(google), "email_verified"), rules_of(google)).value().email_verified);
}

TEST(OidcIdentity, ALackingAddressIsNoVerifiedOne) {
  const auto identity = read(without(claims_of(google), "email"), rules_of(google)).value();
  EXPECT_FALSE(identity.email);
  EXPECT_FALSE(identity.email_verified);
}

TEST(OidcIdentity, APinnedDomainKeepsOthersOut) {
  EXPECT_EQ(outcome(with(claims_of(google), "hd", "example.com"), pinned_domain("Example.COM")), "read");
  EXPECT_EQ(outcome(with(claims_of(google), "hd", "EXAMPLE.com"), pinned_domain("example.com")), "read");
  EXPECT_EQ(outcome(with(claims_of(google), "hd", "evil.example"), pinned_domain("example.com")),
            "oidc: wrong_hosted_domain");
  EXPECT_EQ(outcome(claims_of(google), pinned_domain("example.com")), "oidc: wrong_hosted_domain");
  EXPECT_EQ(outcome(with(claims_of(google), "hd", JsonArray{"example.com"}), pinned_domain("example.com")),
            "oidc: wrong_hosted_domain");
}

TEST(OidcIdentity, TheIssuerIsTheProviders) {
  for (const auto provider : kAll) {
    const auto rules = rules_of(provider);
    EXPECT_EQ(outcome(claims_of(provider), rules), "read");
    EXPECT_EQ(outcome(with(claims_of(provider), "iss", "https://evil.example"), rules), "oidc: wrong_issuer");
    EXPECT_EQ(outcome(without(claims_of(provider), "iss"), rules), "oidc: missing_claim (iss)");
    EXPECT_EQ(outcome(with(claims_of(provider), "iss", JsonArray{"https://appleid.apple.com"}), rules),
              "oidc: malformed_claim (iss)");
  }
  EXPECT_EQ(outcome(claims_of(google), rules_of(apple)), "oidc: wrong_issuer");
}

TEST(OidcIdentity, TheAudienceIsThisClientAlone) {
  const auto rules = rules_of(google);
  EXPECT_EQ(outcome(with(claims_of(google), "aud", JsonArray{kClient}), rules), "read");
  EXPECT_EQ(outcome(with(claims_of(google), "aud", "client-2"), rules), "jwt: wrong_audience");
  EXPECT_EQ(outcome(without(claims_of(google), "aud"), rules), "jwt: missing_claim (aud)");
  EXPECT_EQ(outcome(with(claims_of(google), "aud", JsonArray{kClient, "client-2"}), rules), "oidc: untrusted_audience");
}

TEST(OidcIdentity, TheAuthorizedPartyIsThisClientWhereOneIsNamed) {
  const auto rules = rules_of(google);
  EXPECT_EQ(outcome(without(claims_of(google), "azp"), rules), "read");
  EXPECT_EQ(outcome(with(claims_of(google), "azp", "client-2"), rules), "oidc: wrong_authorized_party");
  EXPECT_EQ(outcome(with(claims_of(google), "azp", 1), rules), "oidc: wrong_authorized_party");
}

TEST(OidcIdentity, TheNonceIsThisTransactions) {
  for (const auto provider : kAll) {
    const auto rules = rules_of(provider);
    EXPECT_EQ(outcome(with(claims_of(provider), "nonce", "the-noncf"), rules), "oidc: wrong_nonce");
    EXPECT_EQ(outcome(with(claims_of(provider), "nonce", "the-nonce2"), rules), "oidc: wrong_nonce");
    EXPECT_EQ(outcome(with(claims_of(provider), "nonce", ""), rules), "oidc: wrong_nonce");
    EXPECT_EQ(outcome(with(claims_of(provider), "nonce", 1), rules), "oidc: malformed_claim (nonce)");
    EXPECT_EQ(outcome(without(claims_of(provider), "nonce"), rules), "oidc: missing_claim (nonce)");
    EXPECT_EQ(outcome(with(claims_of(provider), "nonce", ""), rules, {"", "access"}), "oidc: wrong_nonce");
  }
}

// OpenID Connect Core 1.0 appendix A.4: the access token and its at_hash in a token signed with RS256.
TEST(OidcIdentity, TheAccessTokenIsTheOneThatWasHashed) {
  const OidcExchange exchange{kNonce, "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"};
  const auto claims = with(claims_of(google), "at_hash", "77QmUPtjPfzWtF2AnpK9RQ");
  EXPECT_EQ(outcome(claims, rules_of(google), exchange), "read");
  EXPECT_EQ(outcome(claims, rules_of(google), {kNonce, "another"}), "oidc: wrong_access_token_hash");
  EXPECT_EQ(outcome(with(claims, "at_hash", ""), rules_of(google), exchange), "oidc: wrong_access_token_hash");
  EXPECT_EQ(outcome(with(claims, "at_hash", 1), rules_of(google), exchange), "oidc: malformed_claim (at_hash)");
}

TEST(OidcIdentity, TheSubjectIsBoundedAscii) {
  for (const auto provider : kAll) {
    const auto rules = rules_of(provider);
    EXPECT_EQ(outcome(with(claims_of(provider), "sub", std::string(255, 's')), rules), "read");
    EXPECT_EQ(outcome(with(claims_of(provider), "sub", std::string(256, 's')), rules), "oidc: malformed_claim (sub)");
    EXPECT_EQ(outcome(with(claims_of(provider), "sub", ""), rules), "oidc: malformed_claim (sub)");
    EXPECT_EQ(outcome(with(claims_of(provider), "sub", 7), rules), "oidc: malformed_claim (sub)");
    EXPECT_EQ(outcome(with(claims_of(provider), "sub", "caf\xC3\xA9"), rules), "oidc: malformed_claim (sub)");
    EXPECT_EQ(outcome(without(claims_of(provider), "sub"), rules), "oidc: missing_claim (sub)");
  }
}

TEST(OidcIdentity, WhatCannotBeShownIsLeftOut) {
  const auto rules = rules_of(google);
  for (const JsonValue& value : {JsonValue(""), JsonValue("a\nb"), JsonValue(1), JsonValue(std::string(257, 'a'))}) {
    auto claims = with(with(claims_of(google), "name", value), "email", value);
    const auto identity = read(claims, rules).value();
    EXPECT_FALSE(identity.name);
    EXPECT_FALSE(identity.email || identity.email_verified);
  }
  EXPECT_EQ(read(with(claims_of(google), "name", "\xC3\x85sa"), rules).value().name, "\xC3\x85sa");
}

TEST(IdTokenRules, TimesAreChecked) {
  const auto rules = rules_of(google);
  const auto when = [&](JsonObject claims, std::int64_t seconds) {
    const auto jwt = verified(claims, rules, seconds);
    return jwt ? "verified" : jwt.error().message();
  };
  EXPECT_EQ(when(claims_of(google), 3600 + 29), "verified");
  EXPECT_EQ(when(claims_of(google), 3600 + 30), "jwt: jwt_expired");
  EXPECT_EQ(when(claims_of(google), -31), "jwt: not_yet_valid");
  EXPECT_EQ(when(without(claims_of(google), "exp"), 0), "jwt: missing_claim (exp)");
  EXPECT_EQ(when(without(claims_of(google), "iat"), 0), "jwt: missing_claim (iat)");
  EXPECT_EQ(when(with(claims_of(google), "exp", kNowSeconds + 86'400), 0), "verified");
  EXPECT_EQ(when(with(claims_of(google), "exp", kNowSeconds + 86'401), 0), "jwt: too_long_lived");
}

}  // namespace
}  // namespace ratestack
