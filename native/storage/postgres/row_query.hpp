// GET /v1/audit/events: rows by any filter, newest first.
#pragma once

#include <vector>

#include "native/service/store.hpp"
#include "native/storage/postgres/connection.hpp"

namespace ratestack::postgres {

/// The search indexes of common_audit_log begin with `stretch`, which is id >> 10.
inline constexpr unsigned kStretchBits = 10;

/// Where the log ends; 0 where it is empty.
Result<std::uint64_t> newest_id(Connection& connection, Deadline deadline);

/// Rows that arrive meanwhile are not seen: the log only grows, and the newest id is read first.
Result<std::vector<service::AuditRowRecord>> list_rows(Connection& connection, const service::RowFilter& filter,
                                                       std::size_t limit, Deadline deadline);

}  // namespace ratestack::postgres
