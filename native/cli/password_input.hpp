// A password from who runs the command: typed at the terminal without being shown, or piped in. Never a flag: a command
// line is public.
#pragma once

#include <optional>

#include "native/cli/console.hpp"
#include "ratestack/crypto/secret_bytes.hpp"

namespace ratestack::cli {

enum class PasswordSource {
  terminal,        // asked for twice
  standard_input,  // all of it, without one line end behind it
};

/// Nothing after having said on the console what is wrong. What was typed stays in no other buffer of ours.
[[nodiscard]] std::optional<SecretBytes> read_new_password(PasswordSource source, const Console& console);

}  // namespace ratestack::cli
