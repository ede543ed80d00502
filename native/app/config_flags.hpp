// The same settings as flags of a CLI11 program.
#pragma once

#include <CLI/App.hpp>

#include "native/app/config.hpp"

namespace ratestack::app {

/// Adds --config and one flag a setting (secrets have none: a command line is public). `input` must outlive `command`.
void add_config_flags(CLI::App& command, ConfigInput& input);

/// The same, but only what says where the data is: for commands that open the database and serve nothing.
void add_database_flags(CLI::App& command, ConfigInput& input);

/// The same, but only what says what services may call and whom to ask for names.
void add_url_flags(CLI::App& command, ConfigInput& input);

}  // namespace ratestack::app
