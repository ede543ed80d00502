// `ratestack audit export`: an export file straight from the database.
#pragma once

#include <string>

#include "native/cli/data_access.hpp"
#include "native/service/audit_service.hpp"

namespace ratestack::cli {

struct AuditExportOptions {
  std::string output;  // empty: standard output
  service::LogRange range;
};

/// Appends AUDIT_EXPORTED first, by the OS user; where that cannot be written, nothing is exported. The file (mode
/// 0600) appears whole or not at all.
ExitCode export_audit(const AuditExportOptions& options, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
