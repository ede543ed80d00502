// What an authenticator says (WebAuthn section 6.1), and the key that it made (section 6.5.1).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "ratestack/crypto/digest.hpp"
#include "ratestack/crypto/signature.hpp"
#include "ratestack/identity/cbor.hpp"
#include "ratestack/identity/webauthn/relying_party.hpp"

namespace ratestack {

/// An ES256 key as a COSE_Key (RFC 9053 section 7.1, WebAuthn section 5.8.5): EC2 over P-256, uncompressed, `alg` there
/// and no optional parameter. Whether the point lies on the curve is for a verifier that is made of it. Error:
/// unsupported_key.
[[nodiscard]] Result<P256Point> read_cose_key(const CborItem& item);

struct AttestedCredential {
  static constexpr std::size_t kMaxIdBytes = 1023;  // section 7.1

  std::array<std::uint8_t, 16> aaguid{};  // the model of the authenticator, by its own word; zeros: not said
  std::vector<std::uint8_t> id;           // not empty
  P256Point public_key;
};

/// Authenticator data, whole: nothing follows what its flags announce. Flags that the specification keeps for later are
/// passed over; extensions are checked as CBOR and not read, since we ask for none.
class AuthenticatorData {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{8} * 1024;

  /// Errors: malformed_authenticator_data (context: which part), unsupported_key.
  static Result<AuthenticatorData> parse(ByteSpan bytes);

  [[nodiscard]] const Digest& rp_id_hash() const noexcept { return rp_id_hash_; }
  [[nodiscard]] bool user_present() const noexcept { return (flags_ & kUserPresent) != 0; }
  [[nodiscard]] bool user_verified() const noexcept { return (flags_ & kUserVerified) != 0; }
  [[nodiscard]] bool backup_eligible() const noexcept { return (flags_ & kBackupEligible) != 0; }
  [[nodiscard]] bool backed_up() const noexcept { return (flags_ & kBackedUp) != 0; }
  [[nodiscard]] std::uint32_t sign_count() const noexcept { return sign_count_; }
  [[nodiscard]] const std::optional<AttestedCredential>& credential() const noexcept { return credential_; }

 private:
  static constexpr std::uint8_t kUserPresent = 0x01;
  static constexpr std::uint8_t kUserVerified = 0x04;
  static constexpr std::uint8_t kBackupEligible = 0x08;
  static constexpr std::uint8_t kBackedUp = 0x10;
  static constexpr std::uint8_t kHasCredential = 0x40;
  static constexpr std::uint8_t kHasExtensions = 0x80;

  AuthenticatorData() = default;
  Result<void> read_credential(ByteSpan& rest);
  static Result<void> read_extensions(ByteSpan& rest);

  Digest rp_id_hash_;
  std::uint8_t flags_ = 0;
  std::uint32_t sign_count_ = 0;
  std::optional<AttestedCredential> credential_;
};

/// What both ceremonies ask of it (sections 7.1 and 7.2): made for us, in the presence of a
/// user whom the authenticator verified, and not backed up where it says that it cannot be.
[[nodiscard]] Result<void> check_authenticator_data(const AuthenticatorData& data, const RelyingParty& rp);

}  // namespace ratestack
