// What a redaction found, as every surface says it.
#pragma once

#include <string>

#include "ratestack/redaction/pii_kind.hpp"

namespace ratestack::service {

/// {"EMAIL":1,"PHONE":0,"SSN":0,"PAN":2}
[[nodiscard]] std::string counts_json(const PiiCounts& counts);

}  // namespace ratestack::service
