// The token that a state-changing request carries (contract 3.8): bound to the session, and in the hands of our pages
// alone. Such a request passes origin_check.hpp too.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "ratestack/crypto/digest.hpp"
#include "ratestack/crypto/hmac.hpp"

namespace ratestack {

inline constexpr std::string_view kCsrfHeader = "X-CSRF-Token";

/// base64url( HMAC-SHA-256( server key, "ratestack csrf v1|" then the 32 bytes of SessionToken::hash() ) ): 43
/// characters. Nothing is stored, and a session's end is its token's. Safe to use from any number of threads.
class CsrfTokens {
 public:
  static constexpr std::size_t kTextSize = 43;

  /// A key of this purpose alone, 32 random bytes.
  explicit CsrfTokens(HmacSha256Key key) : key_(std::move(key)) {}

  [[nodiscard]] std::string token(const Digest& session_hash) const;
  /// Of one spelling, compared in constant time.
  [[nodiscard]] bool matches(const Digest& session_hash, std::string_view presented) const;

 private:
  HmacSha256Key key_;
};

}  // namespace ratestack
