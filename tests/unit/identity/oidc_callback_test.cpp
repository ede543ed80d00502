#include "ratestack/identity/oidc_callback.hpp"

#include <gtest/gtest.h>

#include "oidc_fixture.hpp"

namespace ratestack {
namespace {

using namespace oidc_testing;
using enum OidcProvider;

std::string fault(std::string_view form) {
  const auto callback = OidcCallback::parse(form);
  return callback ? "read" : callback.error().message();
}

OidcTransaction begin(const OidcRules& rules) {
  CountingEntropy entropy;
  return OidcTransaction::begin(rules, {}, entropy, at(0)).value();
}

/// What becomes of a callback "state=<the state>" + `rest`, `seconds` after the beginning.
std::string check(std::string_view rest, OidcProvider provider = google, std::int64_t seconds = 1,
                  ResponseIssuer issuer = ResponseIssuer::optional) {
  const auto rules = rules_of(provider);
  const auto transaction = begin(rules);
  const auto callback = OidcCallback::parse("state=" + transaction.state() + std::string(rest)).value();
  const auto checked = check_callback(callback, transaction, rules, issuer, at(seconds));
  return checked ? "ours" : checked.error().message();
}

TEST(OidcCallback, ReadsACodeOrAnError) {
  const auto code =
      OidcCallback::parse("state=s&code=4%2F0A&scope=email&iss=https%3A%2F%2Faccounts.google.com").value();
  EXPECT_EQ(code.state, "s");
  EXPECT_EQ(code.code, "4/0A");
  EXPECT_EQ(code.issuer, "https://accounts.google.com");
  EXPECT_TRUE(code.error.empty());
  const auto error = OidcCallback::parse("error=access_denied&state=s&error_description=no").value();
  EXPECT_EQ(error.error, "access_denied");
  EXPECT_TRUE(error.code.empty());
  EXPECT_FALSE(error.issuer);
}

TEST(OidcCallback, RefusesWhatNoProviderSends) {
  EXPECT_EQ(fault(""), "oidc: malformed_callback (state)");
  EXPECT_EQ(fault("code=c"), "oidc: malformed_callback (state)");
  EXPECT_EQ(fault("state=&code=c"), "oidc: malformed_callback (state)");
  EXPECT_EQ(fault("state=a%0Ab&code=c"), "oidc: malformed_callback (state)");
  EXPECT_EQ(fault("state=s"), "oidc: malformed_callback (code)");
  EXPECT_EQ(fault("state=s&code="), "oidc: malformed_callback (code)");
  EXPECT_EQ(fault("state=s&code=c&error=access_denied"), "oidc: malformed_callback (code)");
  EXPECT_EQ(fault("state=s&error="), "oidc: malformed_callback (error)");
  EXPECT_EQ(fault("state=s&error=%3Cscript%3E"), "oidc: malformed_callback (error)");
  EXPECT_EQ(fault("state=s&code=c&iss="), "oidc: malformed_callback (iss)");
  EXPECT_EQ(fault("state=s&code=c&code=d"), "oidc: malformed_callback (form)");
  EXPECT_EQ(fault("state=s&state=t&code=c"), "oidc: malformed_callback (form)");
  EXPECT_EQ(fault("state=s&code=%"), "oidc: malformed_callback (form)");
}

TEST(OidcCallback, KeepsItsBounds) {
  EXPECT_EQ(fault("state=s&code=" + std::string(OidcCallback::kMaxCode, 'c')), "read");
  EXPECT_EQ(fault("state=s&code=" + std::string(OidcCallback::kMaxCode + 1, 'c')), "oidc: malformed_callback (code)");
  EXPECT_EQ(fault("state=" + std::string(257, 's') + "&code=c"), "oidc: malformed_callback (state)");
  EXPECT_EQ(fault("state=s&code=c&user=" + std::string(OidcCallback::kMaxUser + 1, 'u')),
            "oidc: malformed_callback (user)");
  EXPECT_EQ(fault("state=s&code=c&x=" + std::string(OidcCallback::kMaxBytes, 'x')), "oidc: malformed_callback (form)");
}

TEST(CheckCallback, TakesTheAnswerToItsOwnTransaction) {
  EXPECT_EQ(check("&code=c"), "ours");
  EXPECT_EQ(check("&code=c", google, 599), "ours");
}

TEST(CheckCallback, RefusesAnotherState) {
  EXPECT_EQ(check("x&code=c"), "oidc: wrong_state");
  const auto rules = rules_of(google);
  const auto transaction = begin(rules);
  std::string state = transaction.state();
  state.front() = state.front() == 'A' ? 'B' : 'A';
  const auto callback = OidcCallback::parse("code=c&state=" + state).value();
  EXPECT_EQ(check_callback(callback, transaction, rules, ResponseIssuer::optional, at(1)).error().code,
            OidcError::wrong_state);
}

TEST(CheckCallback, RefusesAnAnswerThatComesByAnotherProvidersPath) {
  const auto transaction = begin(rules_of(google));
  const auto callback = OidcCallback::parse("code=c&state=" + transaction.state()).value();
  EXPECT_EQ(check_callback(callback, transaction, rules_of(apple), ResponseIssuer::optional, at(1)).error().code,
            OidcError::wrong_state);
}

TEST(CheckCallback, RefusesAnAnswerThatComesTooLate) {
  EXPECT_EQ(check("&code=c", google, 600), "oidc: transaction_expired");
}

TEST(CheckCallback, RefusesTheAnswerOfAnotherIssuer) {
  EXPECT_EQ(check("&code=c&iss=https%3A%2F%2Faccounts.google.com"), "ours");
  EXPECT_EQ(check("&code=c&iss=https%3A%2F%2Fevil.example"), "oidc: wrong_response_issuer");
  EXPECT_EQ(check("&error=access_denied&iss=https%3A%2F%2Fevil.example"), "oidc: wrong_response_issuer");
  EXPECT_EQ(check("&code=c&iss=https%3A%2F%2Faccounts.google.com", apple), "oidc: wrong_response_issuer");
  EXPECT_EQ(
      check("&code=c&iss=https%3A%2F%2Flogin.microsoftonline.com%2F" + std::string(kTenant) + "%2Fv2.0", microsoft),
      "ours");
}

TEST(CheckCallback, MissesAnIssuerThatTheProviderPromises) {
  EXPECT_EQ(check("&code=c", google, 1, ResponseIssuer::required), "oidc: wrong_response_issuer");
  EXPECT_EQ(check("&code=c&iss=https%3A%2F%2Faccounts.google.com", google, 1, ResponseIssuer::required), "ours");
}

TEST(CheckCallback, TellsARefusalByThePersonFromOneByTheProvider) {
  EXPECT_EQ(check("&error=access_denied"), "oidc: access_denied");
  EXPECT_EQ(check("&error=user_cancelled_authorize", apple), "oidc: access_denied");
  EXPECT_EQ(check("&error=server_error"), "oidc: authorization_failed (server_error)");
}

TEST(AppleDisplayName, JoinsTheNamesThereAre) {
  EXPECT_EQ(apple_display_name(R"({"name":{"firstName":"Ada","lastName":"Example"},"email":"a@b.c"})"), "Ada Example");
  EXPECT_EQ(apple_display_name(R"({"name":{"firstName":"Ada"}})"), "Ada");
  EXPECT_EQ(apple_display_name(R"({"name":{"lastName":"Example"}})"), "Example");
}

TEST(AppleDisplayName, IsNothingForWhatCannotBeShown) {
  for (const char* user : {"", "{", "[]", "{}", R"({"name":"Ada"})", R"({"name":{}})", R"({"name":{"firstName":1}})",
                           R"({"name":{"firstName":"A\nB"}})", R"({"name":{"firstName":"A","firstName":"B"}})"})
    EXPECT_EQ(apple_display_name(user), std::nullopt) << user;
  EXPECT_EQ(apple_display_name(R"({"name":{"firstName":")" + std::string(kMaxOidcName + 1, 'a') + "\"}}"),
            std::nullopt);
}

}  // namespace
}  // namespace ratestack
