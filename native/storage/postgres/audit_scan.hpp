// Reads a range of the log by binary COPY, in chunks of a bounded number of rows. Each chunk is a statement of its own,
// so that a long verification holds no snapshot: vacuum and appends go on meanwhile. Within a chunk rows arrive as they
// are read, so memory is bounded by the batch, whatever a row weighs.
#pragma once

#include <optional>
#include <vector>

#include "native/service/store.hpp"
#include "native/storage/postgres/pool.hpp"

namespace ratestack::postgres {

class PostgresAuditScan final : public service::AuditScan {
 public:
  static constexpr std::uint64_t kChunkRows = 16'384;
  static constexpr std::size_t kBatchRows = 2048;
  static constexpr std::size_t kBatchBytes = std::size_t{4} << 20;

  /// `pool` must outlive the scan. `patience` is for each answer of the server.
  PostgresAuditScan(Pool& pool, service::ScanRange range, std::chrono::milliseconds patience)
      : pool_(pool), range_(std::move(range)), patience_(patience) {}
  Result<std::size_t> next(std::vector<service::AuditRowRecord>& batch) override;

 private:
  Result<std::size_t> read(std::vector<service::AuditRowRecord>& batch);
  Result<void> start_chunk();
  Result<std::string> chunk_query(Connection& connection);
  Result<void> find_org_bounds(Connection& connection);
  /// False at the end of the chunk.
  Result<bool> take_row(service::AuditRowRecord& record);

  Pool& pool_;
  service::ScanRange range_;  // from_id moves on as rows are read
  const std::chrono::milliseconds patience_;
  std::optional<std::uint64_t> next_seq_, last_seq_;  // of the organisation; absent until the first chunk
  std::optional<Pool::Lease> copying_;                // held while a chunk is on its way
  std::uint64_t chunk_rows_ = 0;                      // read of it
  bool header_read_ = false;
  bool finished_ = false;
};

}  // namespace ratestack::postgres
