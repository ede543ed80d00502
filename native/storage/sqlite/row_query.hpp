// Lists of audit rows, newest first, by any combination of filters.
#pragma once

#include <cstddef>
#include <vector>

#include "native/service/store.hpp"
#include "native/storage/sqlite/connection.hpp"

namespace ratestack::sqlite {

/// The search indexes of common_audit_log begin with `id >> 10`.
inline constexpr unsigned kStretchBits = 10;

/// 0 where there is none.
Result<std::uint64_t> last_id(Connection& connection);

Result<std::vector<service::AuditRowRecord>> list_rows(Connection& connection, const service::RowFilter& filter,
                                                       std::size_t limit);

}  // namespace ratestack::sqlite
