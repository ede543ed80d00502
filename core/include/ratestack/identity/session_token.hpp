// What a browser holds for a session: 32 random bytes, in base64url (contract 3.8). The store keeps their SHA-256
// alone, so that a copy of the database opens no session.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/base/result.hpp"
#include "ratestack/crypto/digest.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/crypto/secret_bytes.hpp"

namespace ratestack {

enum class SessionTokenError { malformed_session_token = 1 };
boost::system::error_code make_error_code(SessionTokenError error);

/// Well-formed; proves nothing until its hash is found. Movable, not copyable.
class SessionToken {
 public:
  static constexpr std::size_t kBytes = 32;
  static constexpr std::size_t kTextSize = 43;  // unpadded base64url (RFC 4648 section 5)

  static SessionToken make(Entropy& entropy);
  /// Exactly kTextSize characters of the one canonical spelling.
  static Result<SessionToken> parse(std::string_view text);

  /// SHA-256 of the 32 raw bytes. No key: what is hashed cannot be guessed.
  [[nodiscard]] Digest hash() const noexcept;
  /// The secret itself, for the one answer that hands it over.
  [[nodiscard]] std::string expose_text() const;

 private:
  explicit SessionToken(SecretBytes bytes) : bytes_(std::move(bytes)) {}
  SecretBytes bytes_;
};

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::SessionTokenError> : std::true_type {};
