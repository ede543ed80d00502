// `ratestack sessions revoke`.
#pragma once

#include <string>

#include "native/cli/data_access.hpp"

namespace ratestack::cli {

/// Running servers refuse it from its next request on. conflict: it has ended already.
ExitCode revoke_session(const std::string& id, DataAccess& data, const Console& console);
/// Every session of a person. `who`: an id or an e-mail address.
ExitCode revoke_sessions_of(const std::string& who, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
