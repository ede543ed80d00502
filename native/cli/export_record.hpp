// The audit row of an export that an operator takes at the command line.
#pragma once

#include "native/cli/data_access.hpp"
#include "native/service/audit_service.hpp"

namespace ratestack::cli {

/// Appends AUDIT_EXPORTED and waits until it is on the disk.
Result<void> record_export(const service::LogRange& range, const Installation& installation);

}  // namespace ratestack::cli
