#include "ratestack/identity/oidc_tokens.hpp"

#include <gtest/gtest.h>

#include "oidc_fixture.hpp"
#include "ratestack/encoding/form_urlencoded.hpp"
#include "ratestack/identity/oidc_apple_secret.hpp"

namespace ratestack {
namespace {

using namespace oidc_testing;
using enum OidcProvider;

struct Sent {
  OidcTransaction transaction;
  std::string authorization;
  Form form;
};

Sent send(ClientAuthentication authentication) {
  auto spec = spec_of(google);
  spec.client_id = "client:1";
  const auto rules = rules_of(spec);
  CountingEntropy entropy;
  auto transaction = OidcTransaction::begin(rules, {}, entropy, at(0)).value();
  const auto secret = SecretBytes::copy_of(as_bytes("s&cret+ %"));
  const auto request = make_token_request(rules, transaction, "the/code", secret, authentication);
  return {std::move(transaction), std::string(as_text(request.authorization.expose())),
          Form::parse(as_text(request.form.expose())).value()};
}

std::string fault(std::string_view text) {
  const auto tokens = parse_token_answer(text);
  return tokens ? "read" : tokens.error().message();
}

TEST(TokenRequest, CarriesTheCodeAndItsVerifier) {
  const auto sent = send(ClientAuthentication::secret_post);
  EXPECT_EQ(sent.form.text("grant_type"), "authorization_code");
  EXPECT_EQ(sent.form.text("code"), "the/code");
  EXPECT_EQ(sent.form.text("redirect_uri"), "https://rates.example/auth/google");
  EXPECT_EQ(sent.form.text("code_verifier"), sent.transaction.code_verifier());
  EXPECT_EQ(sent.form.text("client_id"), "client:1");
  EXPECT_EQ(sent.form.text("client_secret"), "s&cret+ %");
  EXPECT_TRUE(sent.authorization.empty());
}

// RFC 6749 section 2.3.1: "client%3A1:s%26cret%2B%20%25".
TEST(TokenRequest, EncodesIdAndSecretBeforeItJoinsThem) {
  const auto sent = send(ClientAuthentication::secret_basic);
  EXPECT_EQ(sent.authorization, "Basic Y2xpZW50JTNBMTpzJTI2Y3JldCUyQiUyMCUyNQ==");
  EXPECT_FALSE(sent.form.text("client_secret"));
  EXPECT_FALSE(sent.form.text("client_id"));
}

TEST(TokenAnswer, IsReadAndBounded) {
  const auto tokens = parse_token_answer(R"({"id_token":"a.b.c","access_token":"t","token_type":"Bearer"})").value();
  EXPECT_EQ(tokens.id_token, "a.b.c");
  EXPECT_EQ(tokens.access_token, "t");
  EXPECT_EQ(fault(R"({"id_token":")" + std::string(16'385, 'a') + R"(","access_token":"t","token_type":"bearer"})"),
            "oidc: malformed_token_answer (id_token)");
  EXPECT_EQ(fault(std::string(70'000, ' ') + "{}"), "oidc: malformed_token_answer (no JSON object)");
}

TEST(TokenAnswer, NeedsEachOfItsMembers) {
  EXPECT_EQ(fault(R"({"access_token":"t","token_type":"bearer"})"), "oidc: malformed_token_answer (id_token)");
  EXPECT_EQ(fault(R"({"id_token":"a","token_type":"bearer"})"), "oidc: malformed_token_answer (access_token)");
  EXPECT_EQ(fault(R"({"id_token":"a","access_token":"t"})"), "oidc: malformed_token_answer (token_type)");
  EXPECT_EQ(fault(R"({"id_token":"a","access_token":"t","token_type":"mac"})"),
            "oidc: malformed_token_answer (token_type)");
  EXPECT_EQ(fault("access_token=t"), "oidc: malformed_token_answer (no JSON object)");
}

TEST(TokenRefusal, RepeatsAnErrorCodeAndNothingElse) {
  EXPECT_EQ(parse_token_refusal(R"({"error":"invalid_grant","error_description":"x"})").message(),
            "oidc: token_refused (invalid_grant)");
  for (const char* text : {"", "<html>", "{}", R"({"error":"<script>"})", R"({"error":7})"})
    EXPECT_EQ(parse_token_refusal(text).message(), "oidc: token_refused") << text;
}

/// Signs nothing: says which text it was to sign.
class NotingSigner final : public Es256Signer {
 public:
  [[nodiscard]] Result<Es256Signature> sign(ByteSpan message) const override {
    noted = as_text(message);
    return Es256Signature{};
  }
  [[nodiscard]] const P256Point& public_point() const noexcept override { return point_; }
  mutable std::string noted;

 private:
  P256Point point_;
};

TEST(AppleSecret, SaysWhoAsksForFiveMinutes) {
  const NotingSigner signer;
  const auto now = Timestamp::from_micros(at(0).micros() + 999'999);
  const auto secret = make_apple_secret(signer, {"TEAM", "KEY"}, rules_of(apple), now).value();
  const auto jwt = CompactJwt::parse(as_text(secret.expose())).value();
  EXPECT_EQ(jwt.signing_input(), signer.noted);
  EXPECT_EQ(jwt.algorithm(), "ES256");
  EXPECT_EQ(jwt.kid(), "KEY");
  EXPECT_EQ(jwt.signature().size(), kEs256Bytes);
  const JsonObject expected{{"aud", "https://appleid.apple.com"},
                            {"exp", kNowSeconds + 300},
                            {"iat", kNowSeconds},
                            {"iss", "TEAM"},
                            {"sub", kClient}};
  EXPECT_EQ(jwt.unproven_claims(), expected);
}

}  // namespace
}  // namespace ratestack
