#include "native/service/identity/oidc_client.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>

#include "native/service/identity/es256.hpp"
#include "native/service/identity/identity_error.hpp"
#include "native/service/system.hpp"
#include "ratestack/encoding/base64.hpp"
#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/encoding/form_urlencoded.hpp"
#include "ratestack/url/url_error.hpp"
#include "tests/support/set_clock.hpp"

namespace ratestack::service {
namespace {

constexpr std::string_view kIssuer = "https://login.example";

std::string text_of(const JsonObject& object) { return CanonicalJson::from_value(object).value().text(); }

/// Answers what it is told to, by URL, and notes what was asked.
class ScriptedHttp final : public HttpClient {
 public:
  Result<HttpReply> send(const HttpCall& call) override {
    EXPECT_EQ(call.service, "identity-provider");
    ++asked[call.url];
    form = std::string(as_text(call.body.expose()));
    authorization.clear();
    for (const HttpCallHeader& header : call.headers) {
      if (header.name == "Authorization") authorization = as_text(header.value.expose());
    }
    const auto failure = failures.find(call.url);
    if (failure != failures.end()) return failure->second;
    return replies[call.url];
  }

  std::map<std::string, HttpReply> replies;
  std::map<std::string, Error> failures;
  std::map<std::string, int> asked;
  std::string form, authorization;  // of the last call
};

class OidcClientTest : public ::testing::Test {
 protected:
  OidcClientTest() {
    publish({&key_});
    http_.replies[kMetadataUrl] = {200, "application/json", text_of(metadata())};
    client_ = make(OidcProvider::google, SecretBytes::copy_of(as_bytes("the-secret")));
  }

  static JsonObject metadata() {
    return {{"issuer", kIssuer},
            {"authorization_endpoint", "https://login.example/auth"},
            {"token_endpoint", kTokenUrl},
            {"jwks_uri", kKeysUrl}};
  }

  std::unique_ptr<OidcClient> make(OidcProvider provider, std::variant<SecretBytes, AppleKey> credential) {
    OidcProviderSpec spec{.provider = provider,
                          .client_id = "client-1",
                          .redirect_uri = "https://rates.example/auth",
                          .issuer = std::string(kIssuer)};
    return OidcClient::create({std::move(spec), std::move(credential)}, http_, clock_).value();
  }

  struct NamedKey {
    std::string kid;
    Es256PrivateKey key = Es256PrivateKey::generate().value();
  };

  void publish(std::vector<const NamedKey*> keys) {
    JsonArray array;
    for (const NamedKey* each : keys) array.push_back(to_jwk(each->key.public_point(), each->kid));
    http_.replies[kKeysUrl] = {200, "application/json", text_of({{"keys", std::move(array)}})};
  }

  [[nodiscard]] std::int64_t now_seconds() const { return clock_.now().micros() / 1'000'000; }

  JsonObject claims() {
    return {{"aud", "client-1"},  {"exp", now_seconds() + 300},     {"iat", now_seconds()},  {"iss", kIssuer},
            {"sub", "subject-1"}, {"nonce", transaction().nonce()}, {"email_verified", true}};
  }

  static std::string sign(const NamedKey& key, const JsonObject& claims) {
    std::string input = jwt_signing_input(SignatureAlgorithm::es256, key.kid, "JWT", claims);
    const auto signature = key.key.sign(as_bytes(input)).value();
    return finish_jwt(std::move(input), signature);
  }

  const OidcTransaction& transaction() {
    if (!transaction_) transaction_ = OidcTransaction::begin(client_->rules(), {}, entropy_, clock_.now()).value();
    return *transaction_;
  }

  void answer(const std::string& id_token) {
    http_.replies[kTokenUrl] = {200, "application/json",
                                text_of({{"access_token", "t"}, {"id_token", id_token}, {"token_type", "Bearer"}})};
  }

  Result<OidcIdentity> complete(std::string_view rest = "&code=c") {
    const auto callback = OidcCallback::parse("state=" + transaction().state() + std::string(rest)).value();
    auto proof = client_->complete(transaction(), callback);
    if (!proof) return proof.error();
    return std::move(proof.value().identity);
  }
  std::string outcome(std::string_view rest = "&code=c") {
    const auto identity = complete(rest);
    return identity ? identity.value().subject : identity.error().message();
  }

  static constexpr const char* kMetadataUrl = "https://login.example/.well-known/openid-configuration";
  static constexpr const char* kTokenUrl = "https://login.example/token";
  static constexpr const char* kKeysUrl = "https://login.example/keys";

  testing::SetClock clock_;
  SystemEntropy entropy_;
  ScriptedHttp http_;
  NamedKey key_{"key-1"}, next_{"key-2"};
  std::unique_ptr<OidcClient> client_;
  std::optional<OidcTransaction> transaction_;
};

TEST_F(OidcClientTest, SignsIn) {
  const std::string url = client_->authorization_url(transaction()).value();
  EXPECT_EQ(url.rfind("https://login.example/auth?response_type=code&", 0), 0U);
  answer(sign(key_, claims()));
  EXPECT_EQ(outcome(), "subject-1");
  EXPECT_EQ(outcome(), "subject-1");
  EXPECT_EQ(http_.asked, (std::map<std::string, int>{{kMetadataUrl, 1}, {kKeysUrl, 1}, {kTokenUrl, 2}}));
}

TEST_F(OidcClientTest, ProvesItselfAndItsVerifierAtTheTokenEndpoint) {
  http_.replies[kTokenUrl] = {400, "application/json", R"({"error":"invalid_grant"})"};
  EXPECT_EQ(outcome(), "identity: provider_refused (oidc: token_refused (invalid_grant))");
  const auto form = Form::parse(http_.form).value();
  EXPECT_EQ(form.text("code"), "c");
  EXPECT_EQ(form.text("code_verifier"), transaction().code_verifier());
  EXPECT_EQ(http_.authorization, "Basic Y2xpZW50LTE6dGhlLXNlY3JldA==");
}

TEST_F(OidcClientTest, AStrangersAnswerAsksTheProviderNothing) {
  const auto callback = OidcCallback::parse("state=another&code=c").value();
  EXPECT_EQ(client_->complete(transaction(), callback).error().message(), "identity: challenge_expired");
  clock_.advance_seconds(600);
  EXPECT_EQ(outcome(), "identity: challenge_expired");
  EXPECT_EQ(outcome("&code=c&iss=https%3A%2F%2Fevil.example"), "identity: challenge_expired");
  EXPECT_TRUE(http_.asked.empty());
}

TEST_F(OidcClientTest, TheAnswerOfAnotherProviderIsRefusedBeforeTheCodeIsSent) {
  EXPECT_EQ(outcome("&code=c&iss=https%3A%2F%2Fevil.example"),
            "identity: provider_refused (oidc: wrong_response_issuer)");
  auto promising = metadata();
  promising["authorization_response_iss_parameter_supported"] = true;
  http_.replies[kMetadataUrl].body = text_of(promising);
  EXPECT_EQ(outcome(), "identity: provider_refused (oidc: wrong_response_issuer)");
  EXPECT_EQ(http_.asked.count(kTokenUrl), 0U);
}

TEST_F(OidcClientTest, APersonWhoSaysNoIsNotSignedIn) {
  EXPECT_EQ(outcome("&error=access_denied"), "identity: declined");
}

TEST_F(OidcClientTest, ForgedTokensAreRefused) {
  const NamedKey forger{"key-1"};
  answer(sign(forger, claims()));
  EXPECT_EQ(outcome(), "identity: provider_refused (jwt: bad_signature)");
  answer(sign({""}, claims()));
  EXPECT_EQ(outcome(), "identity: provider_refused (jwt: unknown_key)");
  EXPECT_EQ(http_.asked[kKeysUrl], 1);  // a token without a kid has nothing asked for again
  answer("not.a.token");
  EXPECT_EQ(outcome(), "identity: provider_refused (jwt: malformed_jwt (header))");
}

TEST_F(OidcClientTest, AlgorithmsAreThoseOfTheKeyAlone) {
  const std::string good = sign(key_, claims());
  const std::string rest = good.substr(good.find('.'));
  for (const char* header : {"eyJhbGciOiJub25lIiwia2lkIjoia2V5LTEifQ",      // {"alg":"none","kid":"key-1"}
                             "eyJhbGciOiJIUzI1NiIsImtpZCI6ImtleS0xIn0",     // HS256
                             "eyJhbGciOiJSUzI1NiIsImtpZCI6ImtleS0xIn0"}) {  // RS256, and the key is not
    answer(header + rest);
    EXPECT_EQ(outcome(), "identity: provider_refused (jwt: algorithm_not_allowed)") << header;
  }
}

TEST_F(OidcClientTest, ClaimsThatBreakARuleAreNamed) {
  auto told = claims();
  told["nonce"] = "another";
  answer(sign(key_, told));
  EXPECT_EQ(outcome(), "identity: provider_refused (oidc: wrong_nonce)");
  told = claims();
  told["aud"] = "client-2";
  answer(sign(key_, told));
  EXPECT_EQ(outcome(), "identity: provider_refused (jwt: wrong_audience)");
  told = claims();
  told["iss"] = "https://evil.example";
  answer(sign(key_, told));
  EXPECT_EQ(outcome(), "identity: provider_refused (oidc: wrong_issuer)");
  told = claims();
  told["exp"] = now_seconds() - 31;
  told["iat"] = now_seconds() - 60;
  answer(sign(key_, told));
  EXPECT_EQ(outcome(), "identity: provider_refused (jwt: jwt_expired)");
}

TEST_F(OidcClientTest, ANewKeyIsFoundWhenATokenNamesIt) {
  answer(sign(key_, claims()));
  EXPECT_EQ(outcome(), "subject-1");
  publish({&key_, &next_});
  answer(sign(next_, claims()));
  EXPECT_EQ(outcome(), "subject-1");
  EXPECT_EQ(http_.asked[kKeysUrl], 2);
}

TEST_F(OidcClientTest, UnknownKeysAreAskedForOnceAMinute) {
  answer(sign(next_, claims()));
  for (int i = 0; i < 5; ++i) EXPECT_EQ(outcome(), "identity: provider_refused (jwt: unknown_key)");
  EXPECT_EQ(http_.asked[kKeysUrl], 2);
  clock_.advance_seconds(60);
  EXPECT_EQ(outcome(), "identity: provider_refused (jwt: unknown_key)");
  EXPECT_EQ(http_.asked[kKeysUrl], 3);
}

TEST_F(OidcClientTest, AWithdrawnKeyIsForgottenWithinTheHour) {
  answer(sign(key_, claims()));
  EXPECT_EQ(outcome(), "subject-1");
  publish({&next_});
  clock_.advance_seconds(3600);
  transaction_.reset();
  answer(sign(key_, claims()));
  EXPECT_EQ(outcome(), "identity: provider_refused (jwt: unknown_key)");
}

TEST_F(OidcClientTest, FailuresOfTheProviderAreToldFromRefusals) {
  const auto after = [this](Error why) {
    client_ = make(OidcProvider::google, SecretBytes::copy_of(as_bytes("s")));
    http_.failures.insert_or_assign(kMetadataUrl, std::move(why));
    return outcome();
  };
  EXPECT_EQ(after(HttpCallError::timed_out), "identity: provider_unavailable (http_call: timed_out)");
  EXPECT_EQ(after(HttpCallError::tls_failed), "identity: provider_unavailable (http_call: tls_failed)");
  EXPECT_EQ(after(UrlError::dns_failure), "identity: provider_unavailable (url: dns_failure)");
  EXPECT_EQ(after(HttpCallError::too_large), "identity: provider_refused (http_call: too_large)");
  EXPECT_EQ(after(Error(UrlError::blocked_address, "10.0.0.0/8 private")),
            "identity: provider_refused (url: blocked_address)");
}

TEST_F(OidcClientTest, StatusesOtherThanSuccessAreNamed) {
  const auto after = [this](int status) {
    client_ = make(OidcProvider::google, SecretBytes::copy_of(as_bytes("s")));
    http_.replies[kMetadataUrl].status = status;
    return outcome();
  };
  EXPECT_EQ(after(302), "identity: provider_refused (status 302)");
  EXPECT_EQ(after(404), "identity: provider_refused (status 404)");
  EXPECT_EQ(after(429), "identity: provider_unavailable (status 429)");
  EXPECT_EQ(after(503), "identity: provider_unavailable (status 503)");
}

SecretBytes pem_of(ByteSpan der) {
  const std::string text = "-----BEGIN PRIVATE KEY-----\n" + base64_encode(der) + "\n-----END PRIVATE KEY-----\n";
  return SecretBytes::copy_of(as_bytes(text));
}

AppleKey with_key(const Es256PrivateKey& key) {
  const SecretBytes der = key.to_pkcs8().value();
  return {"TEAM", "KEY", pem_of(der.expose())};
}

TEST_F(OidcClientTest, SignsInWithAppleByASecretOfFiveMinutes) {
  const auto apple_key = Es256PrivateKey::generate().value();
  client_ = make(OidcProvider::apple, with_key(apple_key));
  auto posting = metadata();
  posting["token_endpoint_auth_methods_supported"] = JsonArray{"client_secret_post"};
  http_.replies[kMetadataUrl].body = text_of(posting);
  http_.replies[kTokenUrl] = {503, "", ""};
  EXPECT_EQ(outcome(), "identity: provider_unavailable (status 503)");

  const auto form = Form::parse(http_.form).value();
  EXPECT_EQ(form.text("client_id"), "client-1");
  const auto secret = CompactJwt::parse(form.text("client_secret").value()).value();
  const auto verifier = Es256Verifier::of(apple_key.public_point()).value();
  const std::array keys{JwtKey{"KEY", &verifier}};
  constexpr std::array kAlgorithms{SignatureAlgorithm::es256};
  const JwtRules rules{.algorithms = kAlgorithms,
                       .issuer = std::string_view("TEAM"),
                       .audience = kIssuer,  // the real one's is https://appleid.apple.com, its issuer too
                       .type = {},
                       .max_lifetime = std::chrono::minutes(5)};
  EXPECT_EQ(verify_jwt(secret, keys, rules, clock_.now()).value().text("sub").value(), "client-1");
}

TEST_F(OidcClientTest, ApplesFirstSignInBringsANameToShow) {
  const auto apple_key = Es256PrivateKey::generate().value();
  client_ = make(OidcProvider::apple, with_key(apple_key));
  auto told = claims();
  told["email_verified"] = "true";
  told["email"] = "ada@example.com";
  answer(sign(key_, told));
  const auto first = complete(
      "&code=c&user=%7B%22name%22%3A%7B%22firstName%22%3A%22Ada%22%7D%2C"
      "%22email%22%3A%22other%40example.com%22%7D");
  EXPECT_EQ(first.value().name, "Ada");
  EXPECT_EQ(first.value().email, "ada@example.com");  // the signed one
  EXPECT_TRUE(first.value().email_verified);
  EXPECT_EQ(complete().value().name, std::nullopt);
}

TEST_F(OidcClientTest, OnlyApplesUserIsLookedAt) {
  answer(sign(key_, claims()));
  EXPECT_EQ(complete("&code=c&user=%7B%22name%22%3A%7B%22firstName%22%3A%22Ada%22%7D%7D").value().name, std::nullopt);
}

TEST_F(OidcClientTest, RefusesCredentialsThatCannotHold) {
  const auto fault = [this](OidcProvider provider, std::variant<SecretBytes, AppleKey> credential) {
    OidcProviderSpec spec{.provider = provider, .client_id = "c", .redirect_uri = "https://rates.example/auth"};
    const auto made = OidcClient::create({std::move(spec), std::move(credential)}, http_, clock_);
    return made ? "made" : made.error().message();
  };
  EXPECT_EQ(fault(OidcProvider::google, SecretBytes()), "oidc: malformed_settings (client_secret)");
  const std::string secret(4097, 's');
  EXPECT_EQ(fault(OidcProvider::google, SecretBytes::copy_of(as_bytes(secret))),
            "oidc: malformed_settings (client_secret)");
  EXPECT_EQ(fault(OidcProvider::apple, SecretBytes::copy_of(as_bytes("s"))), "oidc: malformed_settings (credential)");
  EXPECT_EQ(fault(OidcProvider::google, AppleKey{"T", "K", {}}), "oidc: malformed_settings (credential)");
  const auto der = Es256PrivateKey::generate().value().to_pkcs8().value();
  const auto pem = [&der] { return pem_of(der.expose()); };
  EXPECT_EQ(fault(OidcProvider::apple, AppleKey{"", "K", pem()}), "oidc: malformed_settings (team_id)");
  EXPECT_EQ(fault(OidcProvider::apple, AppleKey{"T", "", pem()}), "oidc: malformed_settings (key_id)");
  EXPECT_EQ(fault(OidcProvider::apple, AppleKey{"T", "K", pem()}), "made");
  const auto cut = der.expose().first(der.size() - 1);
  EXPECT_EQ(fault(OidcProvider::apple, AppleKey{"T", "K", pem_of(cut)}), "oidc: malformed_settings (private_key)");
}

}  // namespace
}  // namespace ratestack::service
