// The same bytes before libfido2: what is accepted here must be accepted there, with the same key, id and count.
#include <fido.h>
#include <fido/es256.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>

#include "native/service/identity/es256.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/identity/webauthn/assertion.hpp"
#include "ratestack/identity/webauthn/registration.hpp"
#include "test_authenticator.hpp"

namespace ratestack {
namespace {

constexpr int kRounds = 4'000;
constexpr char kRpId[] = "portal.example";
const UserId kUser = UserId::parse("usr_01KAS0V3E8ZP5Q2W9X7Y6T4R1M").value();

struct Free {
  void operator()(fido_assert_t* assertion) const { fido_assert_free(&assertion); }
  void operator()(fido_cred_t* credential) const { fido_cred_free(&credential); }
  void operator()(es256_pk_t* key) const { es256_pk_free(&key); }
};

bool fido2_verifies(const AssertionResponse& response, const P256Point& point) {
  const std::unique_ptr<fido_assert_t, Free> assertion(fido_assert_new());
  const std::unique_ptr<es256_pk_t, Free> key(es256_pk_new());
  Bytes xy(point.x.begin(), point.x.end());
  xy.insert(xy.end(), point.y.begin(), point.y.end());
  const Digest hash = sha256(response.client_data_json);
  fido_assert_t* const raw = assertion.get();
  return es256_pk_from_ptr(key.get(), xy.data(), xy.size()) == FIDO_OK &&
         fido_assert_set_clientdata_hash(raw, hash.bytes.data(), hash.bytes.size()) == FIDO_OK &&
         fido_assert_set_rp(raw, kRpId) == FIDO_OK && fido_assert_set_count(raw, 1) == FIDO_OK &&
         fido_assert_set_authdata_raw(raw, 0, response.authenticator_data.data(), response.authenticator_data.size()) ==
             FIDO_OK &&
         fido_assert_set_up(raw, FIDO_OPT_TRUE) == FIDO_OK && fido_assert_set_uv(raw, FIDO_OPT_TRUE) == FIDO_OK &&
         fido_assert_set_sig(raw, 0, response.signature.data(), response.signature.size()) == FIDO_OK &&
         fido_assert_verify(raw, 0, COSE_ES256, key.get()) == FIDO_OK;
}

std::unique_ptr<fido_cred_t, Free> fido2_reads(const Bytes& authenticator_data) {
  std::unique_ptr<fido_cred_t, Free> credential(fido_cred_new());
  const bool read =
      fido_cred_set_type(credential.get(), COSE_ES256) == FIDO_OK &&
      fido_cred_set_authdata_raw(credential.get(), authenticator_data.data(), authenticator_data.size()) == FIDO_OK;
  if (!read) credential.reset();
  return credential;
}

/// One to three bytes changed, or the length, or nothing.
Bytes mutated(Bytes bytes, std::mt19937& random) {
  for (std::size_t i = random() % 3; i > 0; --i) bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
  if (random() % 8 == 0) bytes.resize(bytes.size() - 1);
  if (random() % 8 == 0) bytes.resize(bytes.size() + 1);
  return bytes;
}

TEST(Fido2Agreement, OnAssertions) {
  const TestAuthenticator authenticator;
  const auto verifier = service::Es256Verifier::of(authenticator.point()).value();
  const std::string id = authenticator.id_text();
  std::mt19937 random(11);
  int accepted = 0;
  for (int i = 0; i < kRounds; ++i) {
    auto response = authenticator.assertion(test_challenge(), kUser.view());
    response.signature = mutated(response.signature, random);
    if (random() % 4 == 0) response.authenticator_data = mutated(response.authenticator_data, random);
    const auto ours =
        verify_assertion(response, {id, kUser, verifier}, test_relying_party(), test_challenge(), UserKnown::no);
    ASSERT_EQ(ours.has_value(), fido2_verifies(response, authenticator.point())) << i;
    accepted += ours ? 1 : 0;
  }
  EXPECT_GT(accepted, kRounds / 8);
  EXPECT_LT(accepted, kRounds / 2);
}

TEST(Fido2Agreement, OnFlagsOfSignedData) {
  const TestAuthenticator authenticator;
  const auto verifier = service::Es256Verifier::of(authenticator.point()).value();
  const std::string id = authenticator.id_text();
  for (unsigned flag_bits = 0; flag_bits < 0x40; ++flag_bits) {
    const auto response =
        authenticator.assertion(test_challenge(), kUser.view(), {.flags = static_cast<std::uint8_t>(flag_bits)});
    const auto ours =
        verify_assertion(response, {id, kUser, verifier}, test_relying_party(), test_challenge(), UserKnown::no);
    if (!ours && ours.error().code == make_error_code(WebAuthnError::inconsistent_backup)) continue;  // newer than it
    EXPECT_EQ(ours.has_value(), fido2_verifies(response, authenticator.point())) << flag_bits;
  }
}

TEST(Fido2Agreement, OnNewCredentials) {
  const TestAuthenticator authenticator;
  constexpr std::uint8_t kFlags = flags::kPresent | flags::kVerified | flags::kAttested;
  const Bytes whole = authenticator_data({.flags = kFlags, .sign_count = 5, .after_count = authenticator.credential()});
  std::mt19937 random(13);
  int accepted = 0;
  for (int i = 0; i < kRounds; ++i) {
    const Bytes data = mutated(whole, random);
    const auto response = authenticator.registration({.type = "webauthn.create", .challenge = test_challenge().text()},
                                                     attestation_object(data));
    const auto ours = verify_registration(response, test_relying_party(), test_challenge());
    if (!ours) continue;  // it checks neither the user's verification nor CTAP2's canonical form here
    const auto theirs = fido2_reads(data);
    ASSERT_TRUE(theirs) << i;
    Bytes xy(ours.value().public_key.x.begin(), ours.value().public_key.x.end());
    xy.insert(xy.end(), ours.value().public_key.y.begin(), ours.value().public_key.y.end());
    const std::uint8_t* const their_key = fido_cred_pubkey_ptr(theirs.get());
    EXPECT_EQ(xy, Bytes(their_key, their_key + fido_cred_pubkey_len(theirs.get())));
    const ByteSpan their_id(fido_cred_id_ptr(theirs.get()), fido_cred_id_len(theirs.get()));
    EXPECT_EQ(ours.value().credential_id, base64url_encode(their_id));
    EXPECT_EQ(ours.value().sign_count, fido_cred_sigcount(theirs.get()));
    ++accepted;
  }
  EXPECT_GT(accepted, kRounds / 8);
  EXPECT_LT(accepted, kRounds * 9 / 10);
}

class SilentFido2 : public ::testing::Environment {
  void SetUp() override { fido_init(0); }
};
const auto* const kSilent = ::testing::AddGlobalTestEnvironment(new SilentFido2);

}  // namespace
}  // namespace ratestack
