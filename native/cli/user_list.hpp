// `ratestack users list`.
#pragma once

#include <optional>
#include <string>

#include "native/cli/data_access.hpp"
#include "native/cli/output_form.hpp"

namespace ratestack::cli {

struct ListUsersOptions {
  std::optional<std::string> org;  // absent: of all
  OutputForm form = OutputForm::words;
};

ExitCode list_users(const ListUsersOptions& options, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
