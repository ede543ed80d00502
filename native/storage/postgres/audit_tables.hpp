// common_audit_log and its heads: reading heads and single rows, appending.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "native/service/store.hpp"
#include "native/storage/postgres/connection.hpp"

namespace ratestack::postgres {

/// Every statement that yields rows selects these columns first, in this order.
inline constexpr std::string_view kRowColumns = "id, previous_hash, entry_hash, row";
[[nodiscard]] service::AuditRowRecord take_record(const Rows& rows, int row);

/// `corrupt` when the head's row is gone.
Result<service::LogHead> read_log_head(Connection& connection, Deadline deadline);
/// Zero for an organisation without rows.
Result<service::OrgHead> read_org_head(Connection& connection, std::string_view org_id, Deadline deadline);
Result<std::optional<service::AuditRowRecord>> read_row(Connection& connection, std::uint64_t id, Deadline deadline);

// Inside a transaction: what is sent is received with what follows.

/// Takes the log's head for this transaction and asks for the heads; `take_heads` reads the last three answers.
void send_heads(Connection& connection, std::span<const std::string> org_ids);
inline constexpr std::size_t kHeadAnswers = 3;
Result<service::Heads> take_heads(std::span<const Rows> answers, std::span<const std::string> org_ids);

/// `conflict` (in what follows) when a row does not continue the log or its organisation's chain.
void send_rows(Connection& connection, std::span<const service::NewAuditRow> rows);

/// Ends the sessions that have held the log's head without doing anything for longer than `bound`; answers how many.
/// The server lets a role end its own sessions.
Result<std::uint64_t> evict_stalled_holders(Connection& connection, std::chrono::milliseconds bound, Deadline deadline);

}  // namespace ratestack::postgres
