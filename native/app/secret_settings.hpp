// The secrets among the settings: where each may stand, and what makes it unfit.
#pragma once

#include <set>
#include <string_view>

#include "native/app/config.hpp"
#include "native/app/setting_sources.hpp"

namespace ratestack::app {

/// Fills in the secrets of `config`, whose open settings are read already; faults and warnings go to `reading`. Answers
/// the settings that came from systemd's credentials.
[[nodiscard]] std::set<std::string_view> read_secrets(const CollectedSettings& raw, const ConfigInput& input,
                                                      ConfigReading& reading, Config& config);

}  // namespace ratestack::app
