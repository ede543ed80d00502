// `ratestack orgs disable` and `enable`.
#pragma once

#include <string>

#include "native/cli/data_access.hpp"

namespace ratestack::cli {

/// Ends its people's sessions at once. unusable: the platform organisation. conflict: disabled already.
ExitCode disable_org(const std::string& id, DataAccess& data, const Console& console);
/// conflict: not disabled.
ExitCode enable_org(const std::string& id, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
