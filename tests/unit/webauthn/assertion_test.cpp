#include "ratestack/identity/webauthn/assertion.hpp"

#include <gtest/gtest.h>

#include "cbor_writer.hpp"
#include "native/service/identity/es256.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/encoding/canonical_json.hpp"
#include "test_authenticator.hpp"

namespace ratestack {
namespace {

constexpr std::uint8_t kUsual = flags::kPresent | flags::kVerified;

class Assertion : public ::testing::Test {
 protected:
  [[nodiscard]] KnownPasskey known(std::uint64_t sign_count = 0, std::optional<bool> eligible = {}) const {
    return {id_, user_, verifier_, sign_count, eligible};
  }
  [[nodiscard]] std::string judged(const AssertionResponse& response, const KnownPasskey& passkey,
                                   UserKnown user_known = UserKnown::no) const {
    const auto assertion = verify_assertion(response, passkey, test_relying_party(), challenge_, user_known);
    return assertion ? "verified" : assertion.error().code.message();
  }
  [[nodiscard]] std::string judged(const AssertionResponse& response) const { return judged(response, known()); }
  [[nodiscard]] std::string judged(const AuthenticatorDataKnobs& data) const {
    return judged(authenticator_.assertion(challenge_, user_.view(), data));
  }
  [[nodiscard]] std::string judged_client(ClientDataKnobs client) const {
    if (client.type.empty()) client.type = "webauthn.get";
    if (client.challenge.empty()) client.challenge = challenge_.text();
    return judged(authenticator_.assertion(client, user_.view(), {}));
  }
  [[nodiscard]] AssertionResponse usual() const { return authenticator_.assertion(challenge_, user_.view()); }

  const WebAuthnChallenge challenge_ = test_challenge();
  const UserId user_ = UserId::parse("usr_01KAS0V3E8ZP5Q2W9X7Y6T4R1M").value();
  const TestAuthenticator authenticator_;
  const std::string id_ = authenticator_.id_text();
  const service::Es256Verifier verifier_ = service::Es256Verifier::of(authenticator_.point()).value();
};

TEST_F(Assertion, OfTheRegisteredKeyVerifies) {
  const auto response = authenticator_.assertion(
      challenge_, user_.view(), {.flags = kUsual | flags::kEligible | flags::kBackedUp, .sign_count = 7});
  const auto assertion = verify_assertion(response, known(6, true), test_relying_party(), challenge_, UserKnown::no);
  ASSERT_TRUE(assertion) << assertion.error().message();
  EXPECT_EQ(assertion.value().sign_count, 7U);
  EXPECT_TRUE(assertion.value().backed_up);
}

TEST_F(Assertion, ClientDataIsOfThisCeremonyChallengeAndOrigin) {
  EXPECT_EQ(judged_client({}), "verified");
  EXPECT_EQ(judged_client({.type = "webauthn.create"}), "wrong_type");
  EXPECT_EQ(judged_client({.type = "payment.get"}), "wrong_type");
  EXPECT_EQ(judged_client({.challenge = std::string(43, 'A')}), "wrong_challenge");
  EXPECT_EQ(judged_client({.origin = "https://evil.example"}), "wrong_origin");
  EXPECT_EQ(judged_client({.members = R"(,"crossOrigin":true)"}), "cross_origin");
  EXPECT_EQ(judged_client({.members = R"(,"topOrigin":"https://evil.example")"}), "cross_origin");
  EXPECT_EQ(judged_client({.members = R"(,"type":"webauthn.get")"}), "malformed_client_data");
}

TEST_F(Assertion, AuthenticatorDataIsForUsAndOfAVerifiedUser) {
  EXPECT_EQ(judged(AuthenticatorDataKnobs{}), "verified");
  EXPECT_EQ(judged({.rp_id = "evil.example"}), "wrong_relying_party");
  EXPECT_EQ(judged({.flags = flags::kVerified}), "user_not_present");
  EXPECT_EQ(judged({.flags = flags::kPresent}), "user_not_verified");
  EXPECT_EQ(judged({.flags = kUsual | flags::kBackedUp}), "inconsistent_backup");
  EXPECT_EQ(judged({.after_count = {0}}), "malformed_authenticator_data");
  EXPECT_EQ(judged({.flags = kUsual | flags::kAttested, .after_count = authenticator_.credential()}),
            "malformed_authenticator_data")
      << "a key is attested when it is made";
  const Bytes extensions = CborWriter().map(1).text("a").integer(1).out();
  EXPECT_EQ(judged({.flags = kUsual | flags::kExtensions, .after_count = extensions}), "verified");
}

TEST_F(Assertion, WhatMayBeBackedUpStaysSo) {
  const auto eligible = authenticator_.assertion(challenge_, user_.view(), {.flags = kUsual | flags::kEligible});
  EXPECT_EQ(judged(eligible, known(0, true)), "verified");
  EXPECT_EQ(judged(eligible, known(0, false)), "inconsistent_backup");
  EXPECT_EQ(judged(eligible, known(0)), "verified") << "not kept";
  EXPECT_EQ(judged(usual(), known(0, true)), "inconsistent_backup");
  EXPECT_EQ(judged(usual(), known(0, false)), "verified");
}

TEST_F(Assertion, ACountThatDoesNotGrowIsAClone) {
  const auto counted = [&](std::uint64_t before, std::uint32_t now) {
    return judged(authenticator_.assertion(challenge_, user_.view(), {.sign_count = now}), known(before));
  };
  EXPECT_EQ(counted(0, 0), "verified") << "an authenticator that does not count";
  EXPECT_EQ(counted(0, 1), "verified");
  EXPECT_EQ(counted(41, 42), "verified");
  EXPECT_EQ(counted(41, 1000), "verified");
  EXPECT_EQ(counted(42, 42), "cloned_authenticator");
  EXPECT_EQ(counted(42, 41), "cloned_authenticator");
  EXPECT_EQ(counted(42, 0), "cloned_authenticator") << "it counted once";
  EXPECT_EQ(counted(0xFFFFFFFF, 0), "cloned_authenticator");
}

TEST_F(Assertion, AForgeryIsNoClone) {
  auto response = authenticator_.assertion(challenge_, user_.view(), {.sign_count = 1});
  response.signature = TestAuthenticator().sign({1});
  EXPECT_EQ(judged(response, known(5)), "bad_signature");
}

TEST_F(Assertion, SaysWhoseItIs) {
  auto response = usual();
  response.user_handle = "usr_01KAS0V3E8ZP5Q2W9X7Y6T4R1N";
  EXPECT_EQ(judged(response, known()), "wrong_user");
  EXPECT_EQ(judged(response, known(), UserKnown::yes), "wrong_user");
  response.user_handle = "";
  EXPECT_EQ(judged(response, known(), UserKnown::yes), "wrong_user");
  response.user_handle.reset();
  EXPECT_EQ(judged(response, known()), "wrong_user") << "a sign-in must say who";
  EXPECT_EQ(judged(response, known(), UserKnown::yes), "verified");
}

TEST_F(Assertion, IsOfTheCredentialThatWasFound) {
  auto response = usual();
  response.credential_id = "AAAA";
  EXPECT_EQ(judged(response), "wrong_credential");
}

TEST_F(Assertion, IsSignedByThatKeyOverThatData) {
  EXPECT_EQ(judged(TestAuthenticator().assertion(challenge_, user_.view())), "bad_signature");
  auto response = usual();
  response.authenticator_data.back() ^= 1;
  EXPECT_EQ(judged(response), "bad_signature") << "another count";
  response = usual();
  response.client_data_json = client_data_json({.type = "webauthn.get", .challenge = challenge_.text(), .members = ""});
  EXPECT_EQ(judged(response), "bad_signature") << "other client data of the same meaning";
}

TEST_F(Assertion, NoBitOfASignatureMayDiffer) {
  const auto whole = usual();
  for (std::size_t bit = 0; bit < whole.signature.size() * 8; ++bit) {
    auto response = whole;
    response.signature[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    EXPECT_EQ(judged(response), "bad_signature") << bit;
  }
}

TEST_F(Assertion, ASignatureIsStrictDer) {
  const auto whole = usual();
  const auto with = [&](const Bytes& signature) {
    auto response = whole;
    response.signature = signature;
    return judged(response);
  };
  EXPECT_EQ(with(whole.signature), "verified");
  Bytes longer = whole.signature;
  longer.push_back(0);
  EXPECT_EQ(with(longer), "bad_signature");
  Bytes long_form{0x30, 0x81};
  long_form.insert(long_form.end(), whole.signature.begin() + 1, whole.signature.end());
  EXPECT_EQ(with(long_form), "bad_signature");
  EXPECT_EQ(with({}), "bad_signature");
  EXPECT_EQ(with(Bytes(64, 1)), "bad_signature") << "raw r and s";
  EXPECT_EQ(with({0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00}), "bad_signature") << "zeros";
}

TEST_F(Assertion, AVerifierOfAnotherAlgorithmIsNotAsked) {
  class YesMan final : public SignatureVerifier {
   public:
    [[nodiscard]] SignatureAlgorithm algorithm() const noexcept override { return SignatureAlgorithm::rs256; }
    [[nodiscard]] bool verify(ByteSpan, ByteSpan) const override { return true; }
  };
  const YesMan yes;
  EXPECT_EQ(judged(usual(), {id_, user_, yes}), "bad_signature");
}

TEST(RequestOptions, AskForAVerifiedUser) {
  const std::vector<std::string> allowed{"AAAA", "BBBB"};
  const auto text = [](const JsonObject& options) { return CanonicalJson::from_value(options).value().text(); };
  EXPECT_EQ(text(request_options(test_relying_party(), test_challenge(), {})),
            R"({"allowCredentials":[],"challenge":"ccccccccccccccccccccccccccccccccccccccccccA",)"
            R"("rpId":"portal.example","timeout":300000,"userVerification":"required"})");
  EXPECT_EQ(text(request_options(test_relying_party(), test_challenge(), allowed)),
            R"({"allowCredentials":[{"id":"AAAA","type":"public-key"},{"id":"BBBB","type":"public-key"}],)"
            R"("challenge":"ccccccccccccccccccccccccccccccccccccccccccA",)"
            R"("rpId":"portal.example","timeout":300000,"userVerification":"required"})");
}

}  // namespace
}  // namespace ratestack
