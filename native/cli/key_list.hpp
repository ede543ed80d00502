// `ratestack keys list` and `revoke`.
#pragma once

#include <string>

#include "native/cli/data_access.hpp"
#include "native/cli/output_form.hpp"

namespace ratestack::cli {

struct ListKeysOptions {
  std::string org;
  OutputForm form = OutputForm::words;
};

/// Revoked and expired ones too.
ExitCode list_keys(const ListKeysOptions& options, DataAccess& data, const Console& console);
/// Running servers refuse it within a second. conflict: it is revoked already.
ExitCode revoke_key(const std::string& id, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
