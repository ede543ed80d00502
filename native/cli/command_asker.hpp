// Who asked, when it was a command line: the account it runs as, in the platform's name.
#pragma once

#include "native/cli/data_access.hpp"
#include "native/service/asker.hpp"

namespace ratestack::cli {

/// In the chain of the organisation whose data it touches.
[[nodiscard]] service::Asker command_asker(const Installation& installation, const OrgId& org);
/// In the platform's. StoreError::fault where there is no platform organisation yet; those of the store.
[[nodiscard]] Result<service::Asker> command_asker(const Installation& installation);

}  // namespace ratestack::cli
