// The keys that the platform's secrets are sealed under.
#pragma once

#include <optional>

#include "native/app/config.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/crypto/entropy.hpp"

namespace ratestack::app {

struct MasterKeys {
  SecretBytes current;
  std::optional<SecretBytes> previous;  // while its ciphertexts are being sealed anew; never equal to `current`
};

/// The settings' keys; where development has none, the one in `config.default_master_key_file()`, made at the first
/// start. All of it in `memory`, which must outlive the answer: to be called before
/// threads start, which would inherit what copying leaves in registers. Errors: of key_file.hpp and key_text.hpp, with
/// the file.
[[nodiscard]] Result<MasterKeys> load_master_keys(const Config& config, Entropy& entropy, SecretMemory& memory);

}  // namespace ratestack::app
