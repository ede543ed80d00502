// GET /v1/audit/counts: rows by action and step of time.
#pragma once

#include "native/service/row_counts.hpp"
#include "native/storage/postgres/connection.hpp"

namespace ratestack::postgres {

/// Rows that arrive meanwhile are not seen in stretches behind the newest one.
Result<service::RowCounts> count_rows(Connection& connection, const service::CountFilter& filter, Deadline deadline);

}  // namespace ratestack::postgres
