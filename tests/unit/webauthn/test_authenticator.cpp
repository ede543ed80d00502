#include "test_authenticator.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "cbor_writer.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/base64url.hpp"

namespace ratestack {
namespace {

void require(bool done) {
  if (!done) throw std::runtime_error("OpenSSL");
}

P256Point point_of(const EVP_PKEY* key) {
  std::array<std::uint8_t, 65> text{};
  std::size_t size = 0;
  require(EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, text.data(), text.size(), &size) == 1);
  P256Point point;
  std::copy_n(text.begin() + 1, 32, point.x.begin());
  std::copy_n(text.begin() + 33, 32, point.y.begin());
  return point;
}

Bytes copy_of(ByteSpan bytes) { return {bytes.begin(), bytes.end()}; }

Bytes joined(const Bytes& left, ByteSpan right) {
  Bytes both = left;
  both.insert(both.end(), right.begin(), right.end());
  return both;
}

}  // namespace

Bytes client_data_json(const ClientDataKnobs& knobs) {
  return copy_of(as_bytes(R"({"type":")" + knobs.type + R"(","challenge":")" + knobs.challenge + R"(","origin":")" +
                          knobs.origin + '"' + knobs.members + '}'));
}

Bytes authenticator_data(const AuthenticatorDataKnobs& knobs) {
  Bytes data = copy_of(sha256(as_bytes(knobs.rp_id)).bytes);
  data.push_back(knobs.flags);
  for (const int shift : {24, 16, 8, 0}) data.push_back(static_cast<std::uint8_t>(knobs.sign_count >> shift));
  return joined(data, knobs.after_count);
}

Bytes cose_key(const CoseKeyKnobs& knobs) {
  CborWriter writer;
  writer.map(5).integer(1).integer(knobs.key_type).integer(3).integer(knobs.algorithm).integer(-1).integer(knobs.curve);
  return writer.integer(-2).bytes(knobs.x).integer(-3).bytes(knobs.y).out();
}

Bytes attested_credential(const Bytes& id, const Bytes& cose_key) {
  Bytes out(16, 0xAA);
  out.push_back(static_cast<std::uint8_t>(id.size() >> 8));
  out.push_back(static_cast<std::uint8_t>(id.size()));
  return joined(joined(out, id), cose_key);
}

Bytes attestation_object(const Bytes& authenticator_data, std::string_view format, const Bytes& statement) {
  CborWriter writer;
  writer.map(3).text("fmt").text(format).text("attStmt").raw(statement);
  return writer.text("authData").bytes(authenticator_data).out();
}

TestAuthenticator::TestAuthenticator(Bytes id) : key_(EVP_EC_gen("P-256"), EVP_PKEY_free), id_(std::move(id)) {
  require(key_ != nullptr);
  point_ = point_of(key_.get());
}

std::string TestAuthenticator::id_text() const { return base64url_encode(id_); }

Bytes TestAuthenticator::key_as_cose() const { return cose_key({.x = copy_of(point_.x), .y = copy_of(point_.y)}); }

Bytes TestAuthenticator::sign(const Bytes& message) const {
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  Bytes signature(80);
  std::size_t size = signature.size();
  require(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1);
  require(EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) == 1);
  signature.resize(size);
  return signature;
}

RegistrationResponse TestAuthenticator::registration(const WebAuthnChallenge& challenge) const {
  const auto all = static_cast<std::uint8_t>(flags::kPresent | flags::kVerified | flags::kAttested);
  const Bytes data = authenticator_data({.flags = all, .after_count = credential()});
  return registration({.type = "webauthn.create", .challenge = challenge.text()}, attestation_object(data));
}

RegistrationResponse TestAuthenticator::registration(const ClientDataKnobs& client, const Bytes& object) const {
  return {id_text(), client_data_json(client), object};
}

AssertionResponse TestAuthenticator::assertion(const WebAuthnChallenge& challenge, std::string_view user,
                                               const AuthenticatorDataKnobs& data) const {
  return assertion(ClientDataKnobs{.type = "webauthn.get", .challenge = challenge.text()}, user, data);
}

AssertionResponse TestAuthenticator::assertion(const ClientDataKnobs& client, std::string_view user,
                                               const AuthenticatorDataKnobs& data) const {
  const Bytes client_data = client_data_json(client);
  const Bytes said = authenticator_data(data);
  const Bytes signature = sign(joined(said, sha256(client_data).bytes));
  return {id_text(), client_data, said, signature, std::string(user)};
}

const RelyingParty& test_relying_party() {
  static const RelyingParty kParty =
      RelyingParty::create("portal.example", "RateStack", {PublicOrigin::parse("https://portal.example").value()})
          .value();
  return kParty;
}

WebAuthnChallenge test_challenge() { return WebAuthnChallenge::parse(std::string(42, 'c') + 'A').value(); }

}  // namespace ratestack
