// `ratestack migrate`: brings the database to this program's schema.
#pragma once

#include "native/cli/data_access.hpp"

namespace ratestack::cli {

/// Prints each migration applied; a second run finds nothing to do.
ExitCode migrate(const std::string& server_role, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
