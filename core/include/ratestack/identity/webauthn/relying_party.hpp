// Who we are to an authenticator, and what it is asked to sign.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/crypto/digest.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/identity/public_origin.hpp"
#include "ratestack/identity/webauthn/webauthn_error.hpp"

namespace ratestack {

/// A relying party (WebAuthn section 4) and the origins that it is used from.
class RelyingParty {
 public:
  static constexpr std::size_t kMaxNameBytes = 64;  // section 5.4.1: what an authenticator may cut

  /// `id` is a domain, and the host of each origin is that domain or below it; an origin is https, or http on
  /// localhost, which browsers trust as well. Whether the domain is one under which anybody may register ("co.uk") is
  /// not checked: the browser does that. Error: invalid_relying_party.
  static Result<RelyingParty> create(std::string_view id, std::string_view name, std::vector<PublicOrigin> origins);

  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const Digest& id_hash() const noexcept { return id_hash_; }
  /// Byte by byte.
  [[nodiscard]] bool has_origin(std::string_view origin) const noexcept;

 private:
  RelyingParty(std::string_view id, std::string_view name, std::vector<PublicOrigin> origins);

  std::string id_, name_;
  Digest id_hash_;
  std::vector<PublicOrigin> origins_;
};

/// 32 random bytes (section 13.4.3), kept as their base64url. Good for one ceremony and for minutes: both are for
/// whoever keeps it to see to. No secret.
class WebAuthnChallenge {
 public:
  static constexpr std::size_t kBytes = 32;

  static WebAuthnChallenge make(Entropy& entropy);
  /// Error: malformed_response.
  static Result<WebAuthnChallenge> parse(std::string_view text);
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  explicit WebAuthnChallenge(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace ratestack
