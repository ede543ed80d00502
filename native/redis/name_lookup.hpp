// Names become addresses. May take as long as the system's resolver has patience: never on a caller's thread.
#pragma once

#include <string>
#include <vector>

namespace ratestack::redis {

/// In the order in which they are to be tried; an address is its own. Empty where the name is unknown.
[[nodiscard]] std::vector<std::string> numeric_addresses(const std::string& host);

}  // namespace ratestack::redis
