// `ratestack keys …`: flags and help.
#pragma once

#include "native/cli/data_access.hpp"
#include "native/cli/session.hpp"

namespace ratestack::cli {

void add_keys_commands(CLI::App& root, Session& session, DataAccess& data);

}  // namespace ratestack::cli
