// `ratestack passwords`: flags and help.
#pragma once

#include <CLI/App.hpp>

#include "native/cli/session.hpp"

namespace ratestack::cli {

/// `session` must outlive `root`.
void add_passwords_commands(CLI::App& root, Session& session);

}  // namespace ratestack::cli
