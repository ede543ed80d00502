#include "ratestack/identity/oidc_metadata.hpp"

#include <gtest/gtest.h>

#include "oidc_fixture.hpp"

namespace ratestack {
namespace {

using namespace oidc_testing;
using enum OidcProvider;

JsonObject document(std::string_view issuer = "https://accounts.google.com") {
  return {{"issuer", issuer},
          {"authorization_endpoint", "https://accounts.google.com/o/oauth2/v2/auth"},
          {"token_endpoint", "https://oauth2.googleapis.com/token"},
          {"jwks_uri", "https://www.googleapis.com/oauth2/v3/certs"},
          {"token_endpoint_auth_methods_supported", JsonArray{"client_secret_post", "client_secret_basic"}},
          {"id_token_signing_alg_values_supported", JsonArray{"none", "HS256"}}};
}

Result<OidcMetadata> parse(const JsonObject& object, const OidcRules& rules = rules_of(google)) {
  return OidcMetadata::parse(CanonicalJson::from_value(object).value().view(), rules);
}

std::string fault(const JsonObject& object, const OidcRules& rules = rules_of(google)) {
  const auto metadata = parse(object, rules);
  return metadata ? "read" : metadata.error().message();
}

TEST(OidcMetadata, ReadsWhatIsUsed) {
  const auto metadata = parse(document()).value();
  EXPECT_EQ(metadata.authorization_endpoint, "https://accounts.google.com/o/oauth2/v2/auth");
  EXPECT_EQ(metadata.token_endpoint, "https://oauth2.googleapis.com/token");
  EXPECT_EQ(metadata.key_set_url, "https://www.googleapis.com/oauth2/v3/certs");
  EXPECT_EQ(metadata.authentication, ClientAuthentication::secret_post);
  EXPECT_EQ(metadata.response_issuer, ResponseIssuer::optional);
}

TEST(OidcMetadata, RefusesADocumentOfAnotherIssuer) {
  EXPECT_EQ(fault(document("https://evil.example")), "oidc: wrong_metadata_issuer");
  EXPECT_EQ(fault(document("https://accounts.google.com/")), "oidc: wrong_metadata_issuer");
  EXPECT_EQ(fault(without(document(), "issuer")), "oidc: malformed_metadata (issuer)");
  EXPECT_EQ(fault(document("https://login.microsoftonline.com/{tenantid}/v2.0"), rules_of(microsoft)), "read");
}

TEST(OidcMetadata, RefusesEndpointsThatAreNotHttps) {
  for (const char* member : {"authorization_endpoint", "token_endpoint", "jwks_uri"}) {
    const std::string name = member;
    EXPECT_EQ(fault(with(document(), member, "http://accounts.google.com/")), "oidc: insecure_endpoint (" + name + ")");
    for (const char* url : {"", "file:///etc/passwd", "https://a b", "https://a/#f", "javascript:alert(1)", "//a"})
      EXPECT_EQ(fault(with(document(), member, url)), "oidc: malformed_metadata (" + name + ")") << url;
    EXPECT_EQ(fault(with(document(), member, 1)), "oidc: malformed_metadata (" + name + ")");
    EXPECT_EQ(fault(without(document(), member)), "oidc: malformed_metadata (" + name + ")");
  }
}

TEST(OidcMetadata, AnIssuerOverHttpMayHaveEndpointsOverHttp) {
  auto spec = spec_of(google);
  spec.issuer = "http://127.0.0.1:3000";
  auto object = with(document(spec.issuer), "token_endpoint", "http://127.0.0.1:3000/token");
  EXPECT_EQ(fault(object, rules_of(spec)), "read");
}

TEST(OidcMetadata, ChoosesHowTheClientProvesItself) {
  const char* const member = "token_endpoint_auth_methods_supported";
  EXPECT_EQ(parse(without(document(), member)).value().authentication, ClientAuthentication::secret_basic);
  EXPECT_EQ(parse(with(document(), member, JsonArray{"client_secret_basic"})).value().authentication,
            ClientAuthentication::secret_basic);
  EXPECT_EQ(fault(with(document(), member, JsonArray{"private_key_jwt"})),
            "oidc: malformed_metadata (token_endpoint_auth_methods_supported)");
  EXPECT_EQ(fault(with(document(), member, "client_secret_post")),
            "oidc: malformed_metadata (token_endpoint_auth_methods_supported)");
}

TEST(OidcMetadata, ReadsThePromiseToNameTheIssuer) {
  const char* const member = "authorization_response_iss_parameter_supported";
  EXPECT_EQ(parse(with(document(), member, true)).value().response_issuer, ResponseIssuer::required);
  EXPECT_EQ(parse(with(document(), member, false)).value().response_issuer, ResponseIssuer::optional);
  EXPECT_EQ(fault(with(document(), member, "true")),
            "oidc: malformed_metadata (authorization_response_iss_parameter_supported)");
}

TEST(OidcMetadata, RefusesWhatIsNoDocument) {
  for (const char* text : {"", "[]", "null", "{", "<html>", R"({"issuer":"a","issuer":"a"})"})
    EXPECT_EQ(OidcMetadata::parse(text, rules_of(google)).error().message(), "oidc: malformed_metadata (document)");
  EXPECT_EQ(fault(with(document(), "padding", std::string(OidcMetadata::kMaxBytes, 'x'))),
            "oidc: malformed_metadata (document)");
}

}  // namespace
}  // namespace ratestack
