// `ratestack migrate --from URL --to URL`: moves an installation to another database.
#pragma once

#include "native/cli/data_access.hpp"

namespace ratestack::cli {

/// Shows progress on a terminal, and ends with the head that both have. May be run again after it was stopped.
ExitCode move_data(const MoveUrls& urls, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
