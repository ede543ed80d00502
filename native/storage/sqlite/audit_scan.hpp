// Reads a range of the log in batches. Each batch borrows a connection and ends its read before it gives it back, so a
// long verification holds no snapshot: the write-ahead log can be checkpointed meanwhile.
#pragma once

#include <vector>

#include "native/service/store.hpp"
#include "native/storage/sqlite/read_pool.hpp"

namespace ratestack::sqlite {

class SqliteAuditScan final : public service::AuditScan {
 public:
  static constexpr std::size_t kBatchRows = 2048;
  static constexpr std::size_t kBatchBytes = std::size_t{4} << 20;

  /// `pool` must outlive the scan.
  SqliteAuditScan(ReadPool& pool, service::ScanRange range) : pool_(pool), range_(std::move(range)) {}
  Result<std::size_t> next(std::vector<service::AuditRowRecord>& batch) override;

 private:
  Result<Statement> select(Connection& connection);
  Result<Statement> select_log(Connection& connection);
  Result<Statement> select_org(Connection& connection);
  Result<void> find_org_bounds(Connection& connection);
  Result<std::size_t> fill(Statement& rows, std::vector<service::AuditRowRecord>& batch);

  ReadPool& pool_;
  service::ScanRange range_;                          // from_id moves on as rows are read
  std::optional<std::uint64_t> next_seq_, last_seq_;  // of the organisation; absent until the first batch
};

}  // namespace ratestack::sqlite
