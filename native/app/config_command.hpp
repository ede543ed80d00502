// `ratestack config check`: every setting with its source, and all faults at once.
#pragma once

#include <CLI/App.hpp>

#include "native/app/config.hpp"
#include "native/cli/session.hpp"

namespace ratestack::app {

/// `surroundings`: what process_input() answered.
void add_config_commands(CLI::App& root, cli::Session& session, const ConfigInput& surroundings);

}  // namespace ratestack::app
