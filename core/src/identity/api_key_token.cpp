#include "ratestack/identity/api_key_token.hpp"

#include <algorithm>
#include <array>

#include "ratestack/base/error_enum.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/base64url.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kPrefix = "rsk_";
constexpr std::size_t kMaxEnvironment = 16;
constexpr std::size_t kKeyIdSize = 30;  // "key_" and a ULID
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSecretDigits = 43;

std::string_view describe(ApiKeyError) { return "malformed_api_key"; }

bool is_environment(std::string_view text) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !text.empty() && text.size() <= kMaxEnvironment && std::all_of(text.begin(), text.end(), allowed);
}

}  // namespace

boost::system::error_code make_error_code(ApiKeyError error) {
  static constexpr EnumCategory<ApiKeyError, describe> kCategory{"api_key"};
  return {static_cast<int>(error), kCategory};
}

Result<ApiKeyToken> ApiKeyToken::parse(std::string_view text) {
  if (!text.starts_with(kPrefix)) return Error(ApiKeyError::malformed_api_key, "prefix");
  text.remove_prefix(kPrefix.size());

  const std::string_view environment = text.substr(0, text.find('_'));
  if (!is_environment(environment)) return Error(ApiKeyError::malformed_api_key, "environment");
  text.remove_prefix(environment.size());
  if (text.size() != 1 + kKeyIdSize + 1 + kSecretDigits) return Error(ApiKeyError::malformed_api_key, "length");

  auto key_id = KeyId::parse(text.substr(1, kKeyIdSize));
  if (!key_id || text[1 + kKeyIdSize] != '_') return Error(ApiKeyError::malformed_api_key, "key id");
  const auto secret = base64url_decode(text.substr(1 + kKeyIdSize + 1));
  if (!secret || secret->size() != kSecretBytes) return Error(ApiKeyError::malformed_api_key, "secret");
  return ApiKeyToken{std::string(environment), *key_id, sha256(*secret)};
}

NewApiKey make_api_key(std::string_view environment, KeyId id, Entropy& entropy) {
  std::array<std::uint8_t, kSecretBytes> secret{};
  entropy.fill(secret);
  std::string text = std::string(kPrefix) + std::string(environment) + "_" + id.text() + "_" + base64url_encode(secret);
  return {std::move(text), std::move(id), sha256(secret)};
}

}  // namespace ratestack
