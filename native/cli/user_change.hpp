// `ratestack users disable`, `enable` and `reset-password`.
#pragma once

#include <string>

#include "native/cli/data_access.hpp"
#include "native/cli/password_input.hpp"

namespace ratestack::cli {

/// `who`: an id or an e-mail address. Ends their sessions at once. conflict: disabled already.
ExitCode disable_user(const std::string& who, DataAccess& data, const Console& console);
/// conflict: not disabled.
ExitCode enable_user(const std::string& who, DataAccess& data, const Console& console);

struct ResetPasswordOptions {
  std::string who;
  PasswordSource password = PasswordSource::terminal;
};

/// By the rules of a change by its owner, but for the present one, which is not asked for. Ends all their sessions.
ExitCode reset_password(const ResetPasswordOptions& options, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
