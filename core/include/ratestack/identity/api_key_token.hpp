// The text form of an API key, `rsk_<env>_<key id>_<43 chars>` (contract 3.2): what a client sends as a bearer token.
// The secret is 32 random bytes in base64url; the server keeps its SHA-256 alone.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/base/ids.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/crypto/digest.hpp"
#include "ratestack/crypto/entropy.hpp"

namespace ratestack {

enum class ApiKeyError { malformed_api_key = 1 };
boost::system::error_code make_error_code(ApiKeyError error);

/// A well-formed key as presented. It proves nothing until `secret_hash` equals the stored one in constant time.
struct ApiKeyToken {
  std::string environment;  // 1 to 16 of a-z 0-9: "live", "dev"
  KeyId key_id;
  Digest secret_hash;  // SHA-256 of the 32 raw bytes

  static Result<ApiKeyToken> parse(std::string_view text);
};

/// A key just made: `text` is shown once and never stored.
struct NewApiKey {
  std::string text;
  KeyId key_id;
  Digest secret_hash;
};

/// `environment` as above; other characters are a fault of the caller.
[[nodiscard]] NewApiKey make_api_key(std::string_view environment, KeyId id, Entropy& entropy);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::ApiKeyError> : std::true_type {};
