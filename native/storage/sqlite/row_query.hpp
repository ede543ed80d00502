// Lists of audit rows, newest first, by any combination of filters.
#pragma once

#include <cstddef>
#include <vector>

#include "native/service/store.hpp"
#include "native/storage/sqlite/connection.hpp"

namespace ratestack::sqlite {

Result<std::vector<service::AuditRowRecord>> list_rows(Connection& connection, const service::RowFilter& filter,
                                                       std::size_t limit);

}  // namespace ratestack::sqlite
