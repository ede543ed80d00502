// `ratestack audit …`: flags and help of its sub-commands.
#pragma once

#include <CLI/App.hpp>

#include "native/cli/data_access.hpp"
#include "native/cli/session.hpp"

namespace ratestack::cli {

/// `session` and `data` must outlive `root`.
void add_audit_commands(CLI::App& root, Session& session, DataAccess& data);

}  // namespace ratestack::cli
