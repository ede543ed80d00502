// An authenticator and the browser before it, in software: one P-256 key, real signatures, and a knob for each thing
// that a rule forbids.
#pragma once

#include <openssl/evp.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ratestack/crypto/signature.hpp"
#include "ratestack/identity/webauthn/credential_response.hpp"
#include "ratestack/identity/webauthn/relying_party.hpp"

namespace ratestack {

using Bytes = std::vector<std::uint8_t>;

namespace flags {
inline constexpr std::uint8_t kPresent = 0x01, kVerified = 0x04, kEligible = 0x08, kBackedUp = 0x10, kAttested = 0x40,
                              kExtensions = 0x80;
}

/// What the browser writes; `members` go in as they are, before the closing brace.
struct ClientDataKnobs {
  std::string type = {};
  std::string challenge = {};
  std::string origin = "https://portal.example";
  std::string members = R"(,"crossOrigin":false)";
};
[[nodiscard]] Bytes client_data_json(const ClientDataKnobs& knobs);

struct AuthenticatorDataKnobs {
  std::string rp_id = "portal.example";
  std::uint8_t flags = flags::kPresent | flags::kVerified;
  std::uint32_t sign_count = 0;
  Bytes after_count = {};  // attested credential and extensions
};
[[nodiscard]] Bytes authenticator_data(const AuthenticatorDataKnobs& knobs);

/// {1: kty, 3: alg, -1: crv, -2: x, -3: y}
struct CoseKeyKnobs {
  std::int64_t key_type = 2, algorithm = -7, curve = 1;
  Bytes x = {}, y = {};
};
[[nodiscard]] Bytes cose_key(const CoseKeyKnobs& knobs);

[[nodiscard]] Bytes attested_credential(const Bytes& id, const Bytes& cose_key);
/// With an empty map for a statement unless another item is given.
[[nodiscard]] Bytes attestation_object(const Bytes& authenticator_data, std::string_view format = "none",
                                       const Bytes& statement = {0xA0});

class TestAuthenticator {
 public:
  explicit TestAuthenticator(Bytes id = Bytes(32, 0xC1));

  [[nodiscard]] const P256Point& point() const { return point_; }
  [[nodiscard]] const Bytes& id() const { return id_; }
  [[nodiscard]] std::string id_text() const;
  [[nodiscard]] Bytes key_as_cose() const;
  [[nodiscard]] Bytes credential() const { return attested_credential(id_, key_as_cose()); }
  /// In DER, by OpenSSL, over SHA-256.
  [[nodiscard]] Bytes sign(const Bytes& message) const;

  [[nodiscard]] RegistrationResponse registration(const WebAuthnChallenge& challenge) const;
  [[nodiscard]] RegistrationResponse registration(const ClientDataKnobs& client, const Bytes& object) const;
  [[nodiscard]] AssertionResponse assertion(const WebAuthnChallenge& challenge, std::string_view user,
                                            const AuthenticatorDataKnobs& data = {}) const;
  [[nodiscard]] AssertionResponse assertion(const ClientDataKnobs& client, std::string_view user,
                                            const AuthenticatorDataKnobs& data) const;

 private:
  std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
  P256Point point_;
  Bytes id_;
};

/// portal.example, used from https://portal.example.
[[nodiscard]] const RelyingParty& test_relying_party();
[[nodiscard]] WebAuthnChallenge test_challenge();

}  // namespace ratestack
