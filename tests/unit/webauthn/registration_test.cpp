#include "ratestack/identity/webauthn/registration.hpp"

#include <gtest/gtest.h>

#include "cbor_writer.hpp"
#include "native/service/identity/es256.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/identity/webauthn/authenticator_data.hpp"
#include "test_authenticator.hpp"

namespace ratestack {
namespace {

constexpr std::uint8_t kUsual = flags::kPresent | flags::kVerified | flags::kAttested;

class Registration : public ::testing::Test {
 protected:
  [[nodiscard]] std::string judged(const RegistrationResponse& response) const {
    const auto passkey = verify_registration(response, test_relying_party(), challenge_);
    return passkey ? "registered" : passkey.error().code.message();
  }
  [[nodiscard]] std::string judged(ClientDataKnobs client) const {
    if (client.type.empty()) client.type = "webauthn.create";
    if (client.challenge.empty()) client.challenge = challenge_.text();
    return judged(authenticator_.registration(client, attestation_object(usual_data())));
  }
  [[nodiscard]] std::string judged_object(const Bytes& object) const {
    return judged(authenticator_.registration({.type = "webauthn.create", .challenge = challenge_.text()}, object));
  }
  [[nodiscard]] std::string judged_data(const Bytes& data) const { return judged_object(attestation_object(data)); }
  [[nodiscard]] std::string judged_key(const Bytes& cose) const {
    return judged_data(
        authenticator_data({.flags = kUsual, .after_count = attested_credential(authenticator_.id(), cose)}));
  }
  [[nodiscard]] Bytes usual_data() const {
    return authenticator_data({.flags = kUsual, .after_count = authenticator_.credential()});
  }

  const WebAuthnChallenge challenge_ = test_challenge();
  const TestAuthenticator authenticator_;
};

TEST_F(Registration, OfAnAuthenticatorGivesItsKey) {
  const auto passkey = verify_registration(authenticator_.registration(challenge_), test_relying_party(), challenge_);
  ASSERT_TRUE(passkey) << passkey.error().message();
  EXPECT_EQ(passkey.value().credential_id, authenticator_.id_text());
  EXPECT_EQ(passkey.value().public_key, authenticator_.point());
  EXPECT_EQ(passkey.value().sign_count, 0U);
  EXPECT_EQ(passkey.value().aaguid.front(), 0xAA);
  EXPECT_TRUE(service::Es256Verifier::of(passkey.value().public_key));
}

TEST_F(Registration, KeepsCountAndBackupState) {
  const auto all = static_cast<std::uint8_t>(kUsual | flags::kEligible | flags::kBackedUp);
  const Bytes data =
      authenticator_data({.flags = all, .sign_count = 0xFFFFFFFE, .after_count = authenticator_.credential()});
  const auto response = authenticator_.registration({.type = "webauthn.create", .challenge = challenge_.text()},
                                                    attestation_object(data));
  const auto passkey = verify_registration(response, test_relying_party(), challenge_);
  ASSERT_TRUE(passkey);
  EXPECT_EQ(passkey.value().sign_count, 0xFFFFFFFEU);
  EXPECT_TRUE(passkey.value().backup_eligible && passkey.value().backed_up);
}

TEST_F(Registration, ClientDataIsOfThisCeremonyChallengeAndOrigin) {
  EXPECT_EQ(judged(ClientDataKnobs{}), "registered");
  EXPECT_EQ(judged({.type = "webauthn.get"}), "wrong_type");
  EXPECT_EQ(judged({.type = "WebAuthn.create"}), "wrong_type");
  EXPECT_EQ(judged({.challenge = std::string(43, 'A')}), "wrong_challenge");
  EXPECT_EQ(judged({.challenge = challenge_.text() + "="}), "wrong_challenge");
  for (const char* origin :
       {"https://evil.example", "http://portal.example", "https://portal.example:8443", "https://a.portal.example",
        "https://portal.example/", "https://portal.example.evil.example", "", "null", "android:apk-key-hash:x"}) {
    EXPECT_EQ(judged({.origin = origin}), "wrong_origin") << origin;
  }
}

TEST_F(Registration, NobodyFramesUs) {
  EXPECT_EQ(judged({.members = ""}), "registered") << "absent is false";
  EXPECT_EQ(judged({.members = R"(,"crossOrigin":true)"}), "cross_origin");
  EXPECT_EQ(judged({.members = R"(,"crossOrigin":"false")"}), "cross_origin");
  EXPECT_EQ(judged({.members = R"(,"crossOrigin":null)"}), "cross_origin");
  EXPECT_EQ(judged({.members = R"(,"topOrigin":"https://portal.example")"}), "cross_origin");
}

TEST_F(Registration, ClientDataMayHoldOtherMembersButNoneTwice) {
  EXPECT_EQ(judged({.members = R"(,"crossOrigin":false,"other_keys_can_be_added_here":"do not compare"})"}),
            "malformed_client_data")
      << "a brace too many";
  EXPECT_EQ(judged({.members = R"(,"crossOrigin":false,"other_keys_can_be_added_here":{"a":[1.5]})"}), "registered");
  EXPECT_EQ(judged({.members = R"(,"origin":"https://evil.example")"}), "malformed_client_data");
  EXPECT_EQ(judged({.members = ",\"x\":\"" + std::string(4096, 'x') + "\""}), "malformed_client_data");
  auto response = authenticator_.registration(challenge_);
  response.client_data_json = {'[', ']'};
  EXPECT_EQ(judged(response), "malformed_client_data");
  response.client_data_json = {};
  EXPECT_EQ(judged(response), "malformed_client_data");
}

TEST_F(Registration, AuthenticatorDataIsForUsAndOfAVerifiedUser) {
  const auto with = [&](AuthenticatorDataKnobs knobs) {
    knobs.after_count = authenticator_.credential();
    return judged_data(authenticator_data(knobs));
  };
  EXPECT_EQ(with({.flags = kUsual}), "registered");
  EXPECT_EQ(with({.flags = kUsual | 0x02 | 0x20}), "registered") << "flags of later versions";
  EXPECT_EQ(with({.rp_id = "evil.example", .flags = kUsual}), "wrong_relying_party");
  EXPECT_EQ(with({.flags = kUsual & ~flags::kPresent}), "user_not_present");
  EXPECT_EQ(with({.flags = kUsual & ~flags::kVerified}), "user_not_verified");
  EXPECT_EQ(with({.flags = kUsual | flags::kBackedUp}), "inconsistent_backup");
  EXPECT_EQ(with({.flags = kUsual | flags::kEligible}), "registered");
}

TEST_F(Registration, TakesAKeyOfEs256AndNoOther) {
  const Bytes x(authenticator_.point().x.begin(), authenticator_.point().x.end());
  const Bytes y(authenticator_.point().y.begin(), authenticator_.point().y.end());
  EXPECT_EQ(judged_key(cose_key({.x = x, .y = y})), "registered");
  EXPECT_EQ(judged_key(cose_key({.key_type = 1, .x = x, .y = y})), "unsupported_key");
  EXPECT_EQ(judged_key(cose_key({.key_type = 3, .x = x, .y = y})), "unsupported_key");
  EXPECT_EQ(judged_key(cose_key({.algorithm = -257, .x = x, .y = y})), "unsupported_key");
  EXPECT_EQ(judged_key(cose_key({.algorithm = -8, .x = x, .y = y})), "unsupported_key");
  EXPECT_EQ(judged_key(cose_key({.curve = 2, .x = x, .y = y})), "unsupported_key");
  EXPECT_EQ(judged_key(cose_key({.x = Bytes(31, 1), .y = y})), "unsupported_key");
  EXPECT_EQ(judged_key(cose_key({.x = x, .y = Bytes(33, 1)})), "unsupported_key");
  EXPECT_EQ(judged_key(cose_key({.x = x, .y = {}})), "unsupported_key");
}

TEST_F(Registration, TakesNoCompressedOrDecoratedKey) {
  const Bytes x(32, 1);
  CborWriter compressed;  // y as a sign bit
  compressed.map(5).integer(1).integer(2).integer(3).integer(-7).integer(-1).integer(1).integer(-2).bytes(x);
  compressed.integer(-3).raw(Bytes{0xF5});
  EXPECT_EQ(judged_key(compressed.out()), "unsupported_key");
  CborWriter without_algorithm;
  without_algorithm.map(4).integer(1).integer(2).integer(-1).integer(1).integer(-2).bytes(x).integer(-3).bytes(x);
  EXPECT_EQ(judged_key(without_algorithm.out()), "unsupported_key");
  CborWriter with_id;
  with_id.map(6).integer(1).integer(2).integer(2).bytes(x).integer(3).integer(-7).integer(-1).integer(1);
  with_id.integer(-2).bytes(x).integer(-3).bytes(x);
  EXPECT_EQ(judged_key(with_id.out()), "unsupported_key");
  EXPECT_EQ(judged_key({0x01}), "unsupported_key");
}

TEST_F(Registration, AuthenticatorDataIsWholeAndNothingMore) {
  const Bytes whole = usual_data();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    Bytes cut = whole;
    cut.resize(size);
    EXPECT_EQ(judged_data(cut), "malformed_authenticator_data") << size;
  }
  Bytes longer = whole;
  longer.resize(whole.size() + 1);
  EXPECT_EQ(judged_data(longer), "malformed_authenticator_data");
  EXPECT_EQ(judged_data(authenticator_data({.flags = flags::kPresent | flags::kVerified})),
            "malformed_authenticator_data")
      << "no credential";
  EXPECT_EQ(judged_data(Bytes(AuthenticatorData::kMaxBytes + 1, 0)), "malformed_authenticator_data");
}

TEST_F(Registration, ExtensionsAreAMapAndPassedOver) {
  const auto with = [&](const Bytes& extensions) {
    Bytes after = authenticator_.credential();
    after.insert(after.end(), extensions.begin(), extensions.end());
    return judged_data(authenticator_data({.flags = kUsual | flags::kExtensions, .after_count = after}));
  };
  EXPECT_EQ(with(CborWriter().map(1).text("credProtect").integer(2).out()), "registered");
  EXPECT_EQ(with(CborWriter().integer(1).out()), "malformed_authenticator_data");
  EXPECT_EQ(with({}), "malformed_authenticator_data");
  EXPECT_EQ(with({0xA1, 0x61, 'a'}), "malformed_authenticator_data");
}

TEST_F(Registration, ACredentialIdHasItsBounds) {
  const auto with_id = [&](std::size_t size) {
    const Bytes id(size, 0x11);
    const Bytes credential = attested_credential(id, authenticator_.key_as_cose());
    auto response = authenticator_.registration(
        {.type = "webauthn.create", .challenge = challenge_.text()},
        attestation_object(authenticator_data({.flags = kUsual, .after_count = credential})));
    response.credential_id = base64url_encode(id);
    return judged(response);
  };
  EXPECT_EQ(with_id(1), "registered");
  EXPECT_EQ(with_id(1023), "registered");
  EXPECT_EQ(with_id(0), "malformed_authenticator_data");
  EXPECT_EQ(with_id(1024), "malformed_authenticator_data");
}

TEST_F(Registration, TheResponseNamesTheCredentialThatItHolds) {
  auto response = authenticator_.registration(challenge_);
  response.credential_id = "AAAA";
  EXPECT_EQ(judged(response), "wrong_credential");
}

TEST_F(Registration, AnAttestationStatementIsNotAskedFor) {
  const Bytes data = usual_data();
  EXPECT_EQ(judged_object(attestation_object(data, "none")), "registered");
  const Bytes self_signed = CborWriter().map(2).text("alg").integer(-7).text("sig").bytes(Bytes(70, 1)).out();
  EXPECT_EQ(judged_object(attestation_object(data, "packed", self_signed)), "registered");
  EXPECT_EQ(judged_object(attestation_object(data, "none", self_signed)), "malformed_attestation");
  EXPECT_EQ(judged_object(attestation_object(data, "packed", {0x01})), "malformed_attestation");
  EXPECT_EQ(judged_object(attestation_object(data, "")), "malformed_attestation");
  EXPECT_EQ(judged_object(attestation_object(data, std::string(33, 'a'))), "malformed_attestation");
}

TEST_F(Registration, AnAttestationObjectIsThreeMembersInOrder) {
  const Bytes whole = attestation_object(usual_data());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    Bytes cut = whole;
    cut.resize(size);
    EXPECT_EQ(judged_object(cut), "malformed_attestation") << size;
  }
  Bytes longer = whole;
  longer.resize(whole.size() + 1);
  EXPECT_EQ(judged_object(longer), "malformed_attestation");
  CborWriter unordered;
  unordered.map(3).text("authData").bytes(usual_data()).text("fmt").text("none").text("attStmt").map(0);
  EXPECT_EQ(judged_object(unordered.out()), "malformed_attestation");
  CborWriter four;
  four.map(4).text("ep").raw(Bytes{0xF4}).text("fmt").text("none").text("attStmt").map(0);
  EXPECT_EQ(judged_object(four.text("authData").bytes(usual_data()).out()), "malformed_attestation");
  CborWriter texts;
  texts.map(3).text("fmt").text("none").text("attStmt").map(0).text("authData").text("x");
  EXPECT_EQ(judged_object(texts.out()), "malformed_attestation");
}

TEST(CreationOptions, AskForADiscoverableKeyOfAVerifiedUser) {
  const PasskeyUser user{UserId::parse("usr_01KAS0V3E8ZP5Q2W9X7Y6T4R1M").value(), "a@portal.example", ""};
  const std::vector<std::string> registered{"AAAA"};
  const JsonObject options = creation_options(test_relying_party(), test_challenge(), user, registered);
  EXPECT_EQ(CanonicalJson::from_value(options).value().view(),
            R"({"attestation":"none","authenticatorSelection":{"requireResidentKey":true,"residentKey":"required",)"
            R"("userVerification":"required"},"challenge":"ccccccccccccccccccccccccccccccccccccccccccA",)"
            R"("excludeCredentials":[{"id":"AAAA","type":"public-key"}],)"
            R"("pubKeyCredParams":[{"alg":-7,"type":"public-key"}],"rp":{"id":"portal.example","name":"RateStack"},)"
            R"("timeout":300000,"user":{"displayName":"a@portal.example",)"
            R"("id":"dXNyXzAxS0FTMFYzRThaUDVRMlc5WDdZNlQ0UjFN","name":"a@portal.example"}})");
}

}  // namespace
}  // namespace ratestack
