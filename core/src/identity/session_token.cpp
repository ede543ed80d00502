#include "ratestack/identity/session_token.hpp"

#include "ratestack/base/error_enum.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/base64url.hpp"

namespace ratestack {
namespace {

std::string_view describe(SessionTokenError) { return "malformed_session_token"; }

}  // namespace

boost::system::error_code make_error_code(SessionTokenError error) {
  static constexpr EnumCategory<SessionTokenError, describe> kCategory{"session_token"};
  return {static_cast<int>(error), kCategory};
}

SessionToken SessionToken::make(Entropy& entropy) {
  return SessionToken(SecretBytes::generate(kBytes, [&](MutableByteSpan out) { entropy.fill(out); }));
}

Result<SessionToken> SessionToken::parse(std::string_view text) {
  bool read = false;
  auto bytes = SecretBytes::generate(kBytes, [&](MutableByteSpan out) { read = base64url_decode_into(text, out); });
  if (!read) return SessionTokenError::malformed_session_token;
  return SessionToken(std::move(bytes));
}

Digest SessionToken::hash() const noexcept { return sha256(bytes_.expose()); }

std::string SessionToken::expose_text() const { return base64url_encode(bytes_.expose()); }

}  // namespace ratestack
