// Who asked, when it was a command line: the account it runs as, in the platform's name.
#pragma once

#include "native/cli/data_access.hpp"
#include "native/service/asker.hpp"

namespace ratestack::cli {

/// StoreError::fault where there is no platform organisation yet; those of the store.
[[nodiscard]] Result<service::Asker> command_asker(const Installation& installation);

}  // namespace ratestack::cli
