// `ratestack orgs list`.
#pragma once

#include "native/cli/data_access.hpp"
#include "native/cli/output_form.hpp"

namespace ratestack::cli {

ExitCode list_orgs(OutputForm form, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
