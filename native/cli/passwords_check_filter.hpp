// `ratestack passwords check-filter`: what a filter holds, and whether it is whole.
#pragma once

#include <string>

#include "native/cli/console.hpp"

namespace ratestack::cli {

/// broken: its bytes are not those that were written. unusable: it cannot be read, or is no filter.
ExitCode check_filter(const std::string& file, const Console& console);

}  // namespace ratestack::cli
