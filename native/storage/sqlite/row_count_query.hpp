// GET /v1/audit/counts: rows by action and step of time.
#pragma once

#include "native/service/row_counts.hpp"
#include "native/storage/sqlite/connection.hpp"

namespace ratestack::sqlite {

Result<service::RowCounts> count_rows(Connection& connection, const service::CountFilter& filter);

}  // namespace ratestack::sqlite
