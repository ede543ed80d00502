#include "ratestack/identity/csrf.hpp"

#include <array>

#include "ratestack/crypto/constant_time.hpp"
#include "ratestack/encoding/base64url.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kPurpose = "ratestack csrf v1|";

Digest tag_of(const HmacSha256Key& key, const Digest& session_hash) {
  const std::array parts{as_bytes(kPurpose), ByteSpan(session_hash.bytes)};
  return key.tag_of_parts(parts);
}

}  // namespace

std::string CsrfTokens::token(const Digest& session_hash) const {
  return base64url_encode(tag_of(key_, session_hash).bytes);
}

bool CsrfTokens::matches(const Digest& session_hash, std::string_view presented) const {
  Digest given;
  if (!base64url_decode_into(presented, given.bytes)) return false;
  return constant_time_equal(given, tag_of(key_, session_hash));
}

}  // namespace ratestack
