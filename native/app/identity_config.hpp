// The settings of identity: how long sessions live, what passwords must be, how many tries there are.
#pragma once

#include "native/app/config.hpp"
#include "native/app/setting_sources.hpp"
#include "native/service/identity/identity.hpp"

namespace ratestack::app {

/// Without a second factor, of characters. Production: NIST SP 800-63B-4 section 3.1.1.2.
inline constexpr std::size_t kMinPasswordLength = 12;
inline constexpr std::size_t kProductionMinPasswordLength = 15;

/// Fills in those of `config`, whose deployment is read already; faults go to `reading`. Opens the filter of stolen
/// passwords where one is named, without reading it as a whole.
void read_identity(const RawSettings& raw, ConfigReading& reading, Config& config);

/// What service makes identity of. Reads the filter of stolen passwords as a whole. Errors: those of
/// BreachedPasswords::open_intact.
[[nodiscard]] Result<service::IdentitySettings> identity_settings(const Config& config);

/// Why that failed, as one line that says what to do; empty for another error.
[[nodiscard]] std::string explain_identity_failure(const Error& error, const Config& config);

}  // namespace ratestack::app
