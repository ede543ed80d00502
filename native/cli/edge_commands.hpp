// `ratestack edge …`: flags and help.
#pragma once

#include <CLI/App.hpp>

#include "native/cli/session.hpp"

namespace ratestack::cli {

void add_edge_commands(CLI::App& root, Session& session);

}  // namespace ratestack::cli
