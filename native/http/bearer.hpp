// The Authorization header (RFC 6750 section 2.1).
#pragma once

#include <string_view>

#include "native/http/request.hpp"
#include "ratestack/base/result.hpp"

namespace ratestack::http {

/// The token after "Bearer ", a view into the request. Another scheme counts as no credential:
/// AuthError::missing_credentials.
[[nodiscard]] Result<std::string_view> bearer_token(const Request& request);

}  // namespace ratestack::http
