#include "ratestack/identity/oidc_authorization.hpp"

#include <gtest/gtest.h>

#include "oidc_fixture.hpp"
#include "ratestack/encoding/form_urlencoded.hpp"

namespace ratestack {
namespace {

using namespace oidc_testing;
using enum OidcProvider;

struct Request {
  OidcTransaction transaction;
  std::string url;

  [[nodiscard]] std::string field(std::string_view name) const {
    return std::string(Form::parse(url.substr(url.find('?') + 1)).value().text(name).value_or("-"));
  }
};

Request request(const OidcRules& rules, std::string_view endpoint = "https://login.example/auth",
                const OidcAuthorizationOptions& options = {}) {
  CountingEntropy entropy;
  auto transaction = OidcTransaction::begin(rules, {}, entropy, at(0)).value();
  std::string url = authorization_url(endpoint, rules, transaction, options);
  return {std::move(transaction), std::move(url)};
}

TEST(OidcAuthorization, AsksForACodeWithStateNonceAndS256Always) {
  for (const auto provider : {google, microsoft, apple}) {
    const auto asked = request(rules_of(provider));
    EXPECT_EQ(asked.url.rfind("https://login.example/auth?", 0), 0U);
    EXPECT_EQ(asked.field("response_type"), "code");
    EXPECT_EQ(asked.field("client_id"), kClient);
    EXPECT_EQ(asked.field("redirect_uri"), "https://rates.example/auth/" + std::string(to_string(provider)));
    EXPECT_EQ(asked.field("state"), asked.transaction.state());
    EXPECT_EQ(asked.field("nonce"), asked.transaction.nonce());
    EXPECT_EQ(asked.field("code_challenge"), asked.transaction.code_challenge());
    EXPECT_EQ(asked.field("code_challenge_method"), "S256");
    EXPECT_EQ(asked.url.find(asked.transaction.code_verifier()), std::string::npos);
  }
}

TEST(OidcAuthorization, AppleAnswersByPostWhereItIsAskedForMoreThanTheSubject) {
  auto spec = spec_of(apple);
  EXPECT_TRUE(answers_by_post(rules_of(spec)));
  EXPECT_EQ(request(rules_of(spec)).field("response_mode"), "form_post");
  EXPECT_EQ(request(rules_of(spec)).field("scope"), "openid name email");
  spec.profile = OidcProfile::subject_only;
  EXPECT_FALSE(answers_by_post(rules_of(spec)));
  EXPECT_EQ(request(rules_of(spec)).field("response_mode"), "-");
  EXPECT_EQ(request(rules_of(spec)).field("scope"), "openid");
  EXPECT_FALSE(answers_by_post(rules_of(google)));
  EXPECT_EQ(request(rules_of(google)).field("response_mode"), "-");
  EXPECT_EQ(request(rules_of(microsoft)).field("scope"), "openid profile email");
}

TEST(OidcAuthorization, TellsGoogleThePinnedDomain) {
  auto spec = spec_of(google);
  EXPECT_EQ(request(rules_of(spec)).field("hd"), "-");
  spec.hosted_domain = "Example.com";
  EXPECT_EQ(request(rules_of(spec)).field("hd"), "example.com");
}

TEST(OidcAuthorization, TakesAPromptAndAHint) {
  EXPECT_EQ(request(rules_of(google)).field("prompt"), "-");
  const auto asked = request(rules_of(google), "https://login.example/auth",
                             {.prompt = OidcPrompt::select_account, .login_hint = "a+b@example.com&state=1"});
  EXPECT_EQ(asked.field("prompt"), "select_account");
  EXPECT_EQ(asked.field("login_hint"), "a+b@example.com&state=1");
  EXPECT_EQ(asked.field("state"), asked.transaction.state());
}

TEST(OidcAuthorization, EachProviderHasAWayToAskWhichAccountIsMeant) {
  EXPECT_EQ(account_prompt(rules_of(google)), OidcPrompt::select_account);
  EXPECT_EQ(account_prompt(rules_of(microsoft)), OidcPrompt::select_account);
  EXPECT_EQ(account_prompt(rules_of(apple)), OidcPrompt::unspecified);
  OidcProviderSpec own = spec_of(google);
  own.issuer = "https://login.example";
  EXPECT_EQ(account_prompt(rules_of(own)), OidcPrompt::login);
}

TEST(OidcAuthorization, KeepsTheEndpointsOwnQuery) {
  const auto asked = request(rules_of(google), "https://login.example/auth?policy=a");
  EXPECT_EQ(asked.field("policy"), "a");
  EXPECT_EQ(asked.field("response_type"), "code");
}

}  // namespace
}  // namespace ratestack
