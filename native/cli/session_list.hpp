// `ratestack sessions list`.
#pragma once

#include <optional>
#include <string>

#include "native/cli/data_access.hpp"
#include "native/cli/output_form.hpp"

namespace ratestack::cli {

struct ListSessionsOptions {
  std::optional<std::string> who;  // an id or an e-mail address; absent: of everybody
  OutputForm form = OutputForm::words;
};

/// Those that are neither revoked nor past their absolute end. One whose idle end has passed is listed too: servers
/// write its last use down a little later.
ExitCode list_sessions(const ListSessionsOptions& options, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
