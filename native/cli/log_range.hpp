// The part of the log that a command was asked for: --org, --from, --to.
#pragma once

#include <CLI/App.hpp>

#include "native/cli/data_access.hpp"
#include "native/service/audit_service.hpp"

namespace ratestack::cli {

/// Adds the flags; `range` must outlive `command`.
void add_range_flags(CLI::App& command, service::LogRange& range);

/// Complains and answers false where the organisation is not there: an empty result would look like an intact log.
bool org_exists(const service::LogRange& range, const Installation& installation, const Console& console);

}  // namespace ratestack::cli
