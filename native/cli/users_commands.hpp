// `ratestack users …`: flags and help.
#pragma once

#include "native/cli/data_access.hpp"
#include "native/cli/session.hpp"

namespace ratestack::cli {

void add_users_commands(CLI::App& root, Session& session, DataAccess& data);

}  // namespace ratestack::cli
