// The version, as `--version` prints it.
#pragma once

#include <string>

namespace ratestack::app {

/// "ratestack 0.1.0 (sha-256: sha-ni x4)".
[[nodiscard]] std::string version_text(const std::string& program);
/// "0.1.0".
[[nodiscard]] std::string version_number();

}  // namespace ratestack::app
