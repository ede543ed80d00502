// `ratestack secrets status`: how far a rotation is, and whether the previous key can go.
#pragma once

#include "native/cli/data_access.hpp"
#include "native/cli/output_form.hpp"

namespace ratestack::cli {

ExitCode show_rotation(OutputForm form, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
