// Which rows of the audit log a caller may read, and which of them were asked for.
#pragma once

#include <optional>
#include <string>

#include "native/http/exchange.hpp"
#include "native/service/audit_service.hpp"

namespace ratestack::http {

/// The organisation whose rows the caller gets: absent for the whole log. A tenant gets its own; asking for another's
/// is answered as if there were none (HttpError::no_such_resource), so that ids cannot be probed.
[[nodiscard]] Result<std::optional<std::string>> readable_org(const Exchange& exchange);

/// Scope and row ids `from`, `to` (both inclusive) of verify and export.
[[nodiscard]] Result<service::LogRange> asked_range(const Exchange& exchange);

}  // namespace ratestack::http
