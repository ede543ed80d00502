#include "native/service/identity/oidc_settings.hpp"

#include "native/service/identity/es256.hpp"

namespace ratestack::service {
namespace {

constexpr std::size_t kMaxAppleId = 64;
constexpr std::size_t kMaxClientSecret = 4096;

Error wrong(const char* setting) { return Error(OidcError::malformed_settings, setting); }

bool is_apple_id(std::string_view text) { return !text.empty() && text.size() <= kMaxAppleId; }

}  // namespace

Result<void> check_provider(const OidcProviderSettings& settings) {
  if (const auto rules = OidcRules::create(settings.spec); !rules) return rules.error();
  const auto* const apple = std::get_if<AppleKey>(&settings.credential);
  if ((apple != nullptr) != (settings.spec.provider == OidcProvider::apple)) return wrong("credential");
  if (apple == nullptr) {
    const std::size_t size = std::get<SecretBytes>(settings.credential).size();
    if (size == 0 || size > kMaxClientSecret) return wrong("client_secret");
    return {};
  }
  if (!is_apple_id(apple->team_id)) return wrong("team_id");
  if (!is_apple_id(apple->key_id)) return wrong("key_id");
  if (!Es256PrivateKey::from_pem(apple->pem.expose())) return wrong("private_key");
  return {};
}

}  // namespace ratestack::service
