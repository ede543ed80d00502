// `ratestack secrets rekey`: activates the current key and seals every row under it, or shares that work.
#pragma once

#include "native/cli/data_access.hpp"

namespace ratestack::cli {

ExitCode rekey_secrets(DataAccess& data, const Console& console);

}  // namespace ratestack::cli
