#include "ratestack/identity/oidc_rules.hpp"

#include <gtest/gtest.h>

#include "oidc_fixture.hpp"

namespace ratestack {
namespace {

using namespace oidc_testing;
using enum OidcProvider;

std::string fault(OidcProviderSpec spec) {
  const auto rules = OidcRules::create(std::move(spec));
  return rules ? "taken" : rules.error().message();
}

OidcProviderSpec microsoft_of(std::vector<std::string> tenants) {
  auto spec = spec_of(microsoft);
  spec.tenants = std::move(tenants);
  return spec;
}

TEST(OidcRules, ProvidersHaveOneNameEach) {
  for (const auto provider : {google, microsoft, apple}) EXPECT_EQ(parse_oidc_provider(to_string(provider)), provider);
  EXPECT_EQ(parse_oidc_provider("Google"), std::nullopt);
  EXPECT_EQ(auth_method(apple), AuthMethod::apple);
}

TEST(OidcRules, DocumentsLieWhereEachProviderPublishesThem) {
  EXPECT_EQ(rules_of(google).discovery_url(), "https://accounts.google.com/.well-known/openid-configuration");
  EXPECT_EQ(rules_of(apple).discovery_url(), "https://appleid.apple.com/.well-known/openid-configuration");
  EXPECT_EQ(rules_of(microsoft).discovery_url(),
            "https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration");
  EXPECT_EQ(rules_of(microsoft_of({std::string(kTenant)})).discovery_url(),
            "https://login.microsoftonline.com/" + std::string(kTenant) + "/v2.0/.well-known/openid-configuration");
  auto spec = spec_of(google);
  spec.issuer = "https://login.example/realm/";
  EXPECT_EQ(rules_of(spec).discovery_url(), "https://login.example/realm/.well-known/openid-configuration");
}

TEST(OidcRules, GoogleIsNamedInTwoWaysAndKeyedByOne) {
  const auto rules = rules_of(google);
  EXPECT_EQ(rules.token_issuer("https://accounts.google.com", ""), "https://accounts.google.com");
  EXPECT_EQ(rules.token_issuer("accounts.google.com", ""), "https://accounts.google.com");
  for (const char* other : {"http://accounts.google.com", "https://accounts.google.com/", "https://accounts.google.co",
                            "ACCOUNTS.GOOGLE.COM", ""})
    EXPECT_FALSE(rules.token_issuer(other, "")) << other;
}

TEST(OidcRules, NoOtherProviderHasAShortName) {
  EXPECT_TRUE(rules_of(apple).token_issuer("https://appleid.apple.com", ""));
  EXPECT_FALSE(rules_of(apple).token_issuer("appleid.apple.com", ""));
}

TEST(OidcRules, MicrosoftsIssuerIsMadeOfTheTenant) {
  const auto rules = rules_of(microsoft);
  const std::string issuer = "https://login.microsoftonline.com/" + std::string(kTenant) + "/v2.0";
  EXPECT_EQ(rules.token_issuer(issuer, kTenant), issuer);
  EXPECT_FALSE(rules.token_issuer(issuer, kObject));
  EXPECT_FALSE(rules.token_issuer("https://login.microsoftonline.com/{tenantid}/v2.0", kTenant));
  EXPECT_TRUE(rules.is_response_issuer(issuer));
  EXPECT_FALSE(rules.is_response_issuer("https://login.microsoftonline.com/organizations/v2.0"));
  EXPECT_FALSE(rules.is_response_issuer(issuer + "/"));
  EXPECT_FALSE(rules.is_response_issuer(""));
}

TEST(OidcRules, ADocumentCallsItselfWhatWasAskedFor) {
  EXPECT_TRUE(rules_of(google).is_metadata_issuer("https://accounts.google.com"));
  EXPECT_FALSE(rules_of(google).is_metadata_issuer("accounts.google.com"));
  const std::string issuer = "https://login.microsoftonline.com/" + std::string(kTenant) + "/v2.0";
  EXPECT_TRUE(rules_of(microsoft).is_metadata_issuer("https://login.microsoftonline.com/{tenantid}/v2.0"));
  EXPECT_FALSE(rules_of(microsoft).is_metadata_issuer(issuer));
  const auto pinned = rules_of(microsoft_of({std::string(kTenant)}));
  EXPECT_TRUE(pinned.is_metadata_issuer(issuer));
  EXPECT_FALSE(pinned.is_metadata_issuer("https://login.microsoftonline.com/{tenantid}/v2.0"));
}

TEST(OidcRules, JudgesTenants) {
  EXPECT_TRUE(rules_of(microsoft).judge_tenant(kTenant));
  EXPECT_EQ(rules_of(microsoft).judge_tenant(kMicrosoftConsumerTenant).error().code, OidcError::consumer_tenant);
  const auto pinned = rules_of(microsoft_of({"2F1C9A3E-0000-4B5C-8D7E-112233445566", std::string(kObject)}));
  EXPECT_TRUE(pinned.judge_tenant(kTenant));
  EXPECT_TRUE(pinned.judge_tenant(kObject));
  EXPECT_EQ(pinned.judge_tenant("00000000-0000-0000-0000-000000000000").error().code, OidcError::wrong_tenant);
}

TEST(OidcRules, EachProviderSignsWithWhatItDocuments) {
  for (const auto provider : {google, microsoft, apple}) {
    const auto rules = rules_of(provider);
    ASSERT_EQ(rules.algorithms().size(), 1U);
    EXPECT_EQ(rules.algorithms().front(), SignatureAlgorithm::rs256);
  }
  auto spec = spec_of(google);
  spec.issuer = "https://login.example";
  EXPECT_EQ(rules_of(spec).algorithms().size(), 2U);
}

TEST(OidcRules, RefusesSettingsThatCannotHold) {
  auto spec = spec_of(google);
  spec.client_id = "";
  EXPECT_EQ(fault(spec), "oidc: malformed_settings (client_id)");
  spec = spec_of(google);
  spec.redirect_uri = "rates.example/auth";
  EXPECT_EQ(fault(spec), "oidc: malformed_settings (redirect_uri)");
  for (const char* issuer :
       {"login.example", "ftp://login.example", "https://login.example?a=1", "https://login.example/#a",
        "https://login.example/ a", "https://login.example/{tenantid}"}) {
    spec = spec_of(google);
    spec.issuer = issuer;
    EXPECT_EQ(fault(spec), "oidc: malformed_settings (issuer)") << issuer;
  }
  spec = spec_of(microsoft);
  spec.issuer = "https://login.example/v2.0";
  EXPECT_EQ(fault(spec), "oidc: malformed_settings (issuer)");
}

TEST(OidcRules, RefusesRestrictionsThatAnotherProviderHas) {
  auto spec = spec_of(apple);
  spec.hosted_domain = "example.com";
  EXPECT_EQ(fault(spec), "oidc: malformed_settings (hosted_domain)");
  spec = spec_of(google);
  spec.hosted_domain = "no domain";
  EXPECT_EQ(fault(spec), "oidc: malformed_settings (hosted_domain)");
  spec.hosted_domain = {};
  spec.tenants = {std::string(kTenant)};
  EXPECT_EQ(fault(spec), "oidc: malformed_settings (tenants)");
  EXPECT_EQ(fault(microsoft_of({"contoso"})), "oidc: malformed_settings (tenants)");
  EXPECT_EQ(fault(microsoft_of({std::string(kMicrosoftConsumerTenant)})), "oidc: malformed_settings (tenants)");
  EXPECT_EQ(fault(microsoft_of(std::vector<std::string>(65, std::string(kTenant)))),
            "oidc: malformed_settings (tenants)");
}

TEST(CanonicalGuid, IsInLowerCaseAndOfOneForm) {
  EXPECT_EQ(canonical_guid("AAAAAAAA-bbbb-4CCC-8ddd-eeeeeeeeeeee"), std::string(kObject));
  for (const char* text : {"", "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeee", "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeeee",
                           "aaaaaaaabbbb-4ccc-8ddd-eeeeeeeeeeeee-", "gaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
                           "{aaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeee}", "aaaaaaaa/bbbb-4ccc-8ddd-eeeeeeeeeeee"})
    EXPECT_FALSE(canonical_guid(text)) << text;
}

}  // namespace
}  // namespace ratestack
