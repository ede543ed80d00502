// `ratestack bootstrap` and `orgs`: flags and help.
#pragma once

#include <CLI/App.hpp>

#include "native/cli/data_access.hpp"
#include "native/cli/session.hpp"

namespace ratestack::cli {

void add_orgs_commands(CLI::App& root, Session& session, DataAccess& data);

}  // namespace ratestack::cli
