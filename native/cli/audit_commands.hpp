// `ratestack audit …`: flags and help of its sub-commands.
#pragma once

#include <CLI/App.hpp>

#include "native/cli/session.hpp"

namespace ratestack::cli {

/// Adds `audit verify` under `audit`. `session` must outlive `audit`.
void add_audit_verify(CLI::App& audit, Session& session);

}  // namespace ratestack::cli
