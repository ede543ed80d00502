// `ratestack secrets verify`: opens every row, and names those that do not open.
#pragma once

#include "native/cli/data_access.hpp"
#include "native/cli/output_form.hpp"

namespace ratestack::cli {

ExitCode verify_secrets(OutputForm form, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
