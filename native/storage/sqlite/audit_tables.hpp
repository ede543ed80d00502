// common_audit_log and its heads: reading one row, reading heads, appending.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "native/service/store.hpp"
#include "native/storage/sqlite/connection.hpp"

namespace ratestack::sqlite {

/// Every statement that yields rows selects these columns first, in this order.
inline constexpr std::string_view kRowColumns = "id, previous_hash, entry_hash, row";
/// Reads them into `record`, reusing its buffer.
void read_record(const Statement& statement, service::AuditRowRecord& record);

/// `corrupt` when the head's row is gone.
Result<service::LogHead> read_log_head(Connection& connection);
/// Zero for an organisation without rows.
Result<service::OrgHead> read_org_head(Connection& connection, std::string_view org_id);
Result<std::optional<service::AuditRowRecord>> read_row(Connection& connection, std::uint64_t id);

/// Inside a transaction. `conflict` when a row does not continue the log or its organisation's chain.
Result<void> append_rows(Connection& connection, std::span<const service::NewAuditRow> rows);

}  // namespace ratestack::sqlite
