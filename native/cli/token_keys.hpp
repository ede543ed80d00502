// `ratestack jwt rotate` and `list`: the keys that access tokens are signed with.
#pragma once

#include "native/cli/data_access.hpp"
#include "native/cli/output_form.hpp"

namespace ratestack::cli {

/// Needs the master key. Servers notice the new key within seconds, and sign with it once it is known everywhere.
ExitCode rotate_token_key(OutputForm form, DataAccess& data, const Console& console);
/// Retired ones too. Needs no master key.
ExitCode list_token_keys(OutputForm form, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
