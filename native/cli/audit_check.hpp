// `ratestack audit check`: the live log, read from the database.
#pragma once

#include "native/cli/data_access.hpp"
#include "native/cli/output_form.hpp"
#include "native/service/audit_service.hpp"

namespace ratestack::cli {

struct AuditCheckOptions {
  service::LogRange range;
  OutputForm form = OutputForm::words;
};

/// Exit codes and words as for an export file. Writes nothing.
ExitCode check_audit(const AuditCheckOptions& options, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
