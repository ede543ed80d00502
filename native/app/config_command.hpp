// `ratestack config check`: every setting with its source, and all faults at once.
#pragma once

#include <CLI/App.hpp>

#include "native/cli/session.hpp"

namespace ratestack::app {

void add_config_commands(CLI::App& root, cli::Session& session);

}  // namespace ratestack::app
