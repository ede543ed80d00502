// GET /v1/audit/events: rows by any filter, newest first.
#pragma once

#include <vector>

#include "native/service/store.hpp"
#include "native/storage/postgres/connection.hpp"

namespace ratestack::postgres {

/// Rows that arrive meanwhile are not seen: the log only grows, and the newest id is read first.
Result<std::vector<service::AuditRowRecord>> list_rows(Connection& connection, const service::RowFilter& filter,
                                                       std::size_t limit, Deadline deadline);

}  // namespace ratestack::postgres
