#include "native/service/identity/identity.hpp"

#include "native/service/identity/server_keys.hpp"
#include "native/service/lockout/local_lockout.hpp"

namespace ratestack::service {
namespace {

constexpr std::string_view kApiKeyPrefix = "rsk_";

HmacSha256Key device_key(const SecretBytes& root) {
  const SecretBytes key = derive_server_key(root, "devices");
  return HmacSha256Key(key.expose());
}

bool is_api_key(std::string_view bearer_token) { return bearer_token.starts_with(kApiKeyPrefix); }

}  // namespace

Identity::Identity(const IdentityParts& parts, IdentitySettings given, const SecretBytes& root,
                   std::unique_ptr<AccessTokens> access_tokens, std::unique_ptr<Lockout> counters,
                   std::function<void(const Error&)> on_failure)
    : settings(std::move(given)),
      limit_keys(derive_server_key(root, "lockout")),
      lockout(counters ? std::move(counters) : std::make_unique<LocalLockout>(parts.clock, settings.lockout)),
      guard(*lockout, parts.writer),
      worker(settings.worker),
      sessions(parts.store, parts.clock, parts.entropy, settings.sessions),
      tokens(std::move(access_tokens)),
      factors(parts.store, parts.writer, parts.entropy, parts.encryptor),
      tickets(derive_server_key(root, "tickets"), parts.clock, parts.entropy),
      devices(device_key(root)),
      sign_in({parts.store, parts.writer, sessions, guard, limit_keys, worker, factors, tickets, devices,
               parts.encryptor, parts.clock, parts.entropy, settings.passwords.bcrypt_cost}),
      passkeys({parts.store, parts.writer, sign_in, guard, limit_keys, tickets, parts.clock, parts.entropy,
                settings.relying_party}),
      passwords(parts.store, parts.writer, worker, parts.entropy, settings.passwords),
      api_keys(parts.store, parts.writer, parts.entropy, settings.key_environment),
      key_authenticator(parts.store, parts.clock, {*lockout, limit_keys, parts.writer}),
      token_authenticator(*tokens, sessions),
      housekeeper({parts.store, sessions, key_authenticator.uses(), *tokens, parts.clock}, std::move(on_failure)) {}

std::optional<Result<Principal>> Identity::try_at_once(std::string_view bearer_token) {
  if (is_api_key(bearer_token)) return key_authenticator.try_cached(bearer_token);
  return std::nullopt;
}

Result<Principal> Identity::authenticate(std::string_view bearer_token) {
  if (is_api_key(bearer_token)) return key_authenticator.authenticate(bearer_token);
  return token_authenticator.authenticate(bearer_token);
}

void Identity::stop() {
  worker.stop();
  housekeeper.stop();
}

Result<std::unique_ptr<Identity>> open_identity(const IdentityParts& parts, IdentitySettings settings,
                                                std::unique_ptr<Lockout> counters,
                                                std::function<void(const Error&)> on_failure) {
  const auto root = root_key(parts.store, parts.encryptor, parts.entropy, parts.clock.now());
  if (!root) return root.error();
  auto tokens = AccessTokens::open(parts.store, parts.encryptor, parts.clock, parts.entropy, settings.issuer);
  if (!tokens) return tokens.error();
  return std::make_unique<Identity>(parts, std::move(settings), root.value(), std::move(tokens.value()),
                                    std::move(counters), std::move(on_failure));
}

}  // namespace ratestack::service
