// The keys that the platform's secrets are sealed under.
#pragma once

#include <string>

#include "native/app/config.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/secrets/key_ring.hpp"

namespace ratestack::app {

/// The settings' keys; where development has none, the one in `config.default_master_key_file()`, made at the first
/// start. All of it in `memory`, which must outlive the answer: to be called before
/// threads start, which would inherit what copying leaves in registers. Errors: of key_file.hpp and key_text.hpp, with
/// the file.
[[nodiscard]] Result<KeyRing> load_master_keys(const Config& config, Entropy& entropy, SecretMemory& memory);

/// What keeps the keys from being used, for people: errors of load_master_keys, of service::check_keys and of the
/// store. Empty for any other.
[[nodiscard]] std::string explain_key_failure(const Error& error, const Config& config);

}  // namespace ratestack::app
