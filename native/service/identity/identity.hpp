// Identity, wired: what a server has of it, in the order in which one stands on another.
#pragma once

#include <memory>

#include "native/service/authenticator.hpp"
#include "native/service/identity/access_tokens.hpp"
#include "native/service/identity/api_keys.hpp"
#include "native/service/identity/housekeeper.hpp"
#include "native/service/identity/passkeys.hpp"
#include "native/service/identity/passwords.hpp"
#include "native/service/identity/sign_in.hpp"
#include "native/service/identity/token_authenticator.hpp"

namespace ratestack::service {

/// What it stands on; all outlive it.
struct IdentityParts {
  Store& store;
  AuditWriter& writer;
  const SecretEncryptor& encryptor;
  const Clock& clock;
  Entropy& entropy;
};

struct IdentitySettings {
  std::string issuer = "ratestack";     // of access tokens
  std::string key_environment = "dev";  // of API keys
  SessionRules sessions = {};
  PasswordSettings passwords = {};
  PasswordWorkerLimits worker = {};
  LockoutRules lockout = {};                       // of counters of this process
  std::optional<RelyingParty> relying_party = {};  // absent: no passkeys
  std::chrono::seconds recent{15 * 60};            // how old a proof may be for what asks for a recent one
};

/// Made by `open_identity`. Members in the order in which they are built; the housekeeper ends first.
struct Identity {
  Identity(const IdentityParts& parts, IdentitySettings settings, const SecretBytes& root,
           std::unique_ptr<AccessTokens> access_tokens, std::unique_ptr<Lockout> counters,
           std::function<void(const Error&)> on_failure);

  const IdentitySettings settings;
  const LimitKeys limit_keys;
  std::unique_ptr<Lockout> lockout;
  SecretGuard guard;
  PasswordWorker worker;
  Sessions sessions;
  std::unique_ptr<AccessTokens> tokens;
  SecondFactors factors;
  Tickets tickets;
  DeviceTokens devices;
  SignIn sign_in;
  Passkeys passkeys;
  Passwords passwords;
  ApiKeys api_keys;
  Authenticator key_authenticator;
  TokenAuthenticator token_authenticator;
  Housekeeper housekeeper;

  /// Whoever presents a bearer token. From memory alone; absent when something must be waited for.
  [[nodiscard]] std::optional<Result<Principal>> try_at_once(std::string_view bearer_token);
  [[nodiscard]] Result<Principal> authenticate(std::string_view bearer_token);
  /// Finishes what was accepted. Idempotent.
  void stop();
};

/// Reads the servers' keys, and makes those that are missing: the write fence must be there. `counters`: null for those
/// of this process.
[[nodiscard]] Result<std::unique_ptr<Identity>> open_identity(const IdentityParts& parts, IdentitySettings settings,
                                                              std::unique_ptr<Lockout> counters,
                                                              std::function<void(const Error&)> on_failure);

}  // namespace ratestack::service
