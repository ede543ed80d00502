// The process's environment, divided into what may be known and what may not.
#pragma once

#include <map>
#include <string>

#include "native/app/config.hpp"
#include "ratestack/crypto/secret_memory.hpp"

namespace ratestack::app {

/// Moves the secrets among the settings (Secrecy::secret) out of the environment into `memory`: afterwards neither
/// getenv nor a child process nor /proc/PID/environ shows them. First thing in main: copies that others made stay
/// theirs, and no other thread may look at the environment meanwhile.
[[nodiscard]] SecretTexts take_secret_environment(SecretMemory& memory);

/// All that is no secret; secrets are left out even where nobody has taken them.
[[nodiscard]] std::map<std::string, std::string> process_environment();

/// What a program's settings start from: both of the above. `memory` must outlive it and every Config read from it.
[[nodiscard]] ConfigInput process_input(SecretMemory& memory);

}  // namespace ratestack::app
