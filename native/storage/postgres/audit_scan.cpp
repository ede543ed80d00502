#include "native/storage/postgres/audit_scan.hpp"

#include "native/service/seq_finder.hpp"
#include "native/storage/postgres/audit_tables.hpp"

namespace ratestack::postgres {
namespace {

using service::AuditRowRecord;
using service::RowParts;
using service::StoreError;

// A buffer that one huge row has stretched is given back, so that memory stays bounded whatever the log holds.
constexpr std::size_t kKeptBuffer = 8UL * 1024;

constexpr std::string_view kTextColumns = "id, previous_hash, entry_hash, org_seq, row";
constexpr std::string_view kAllColumns =
    "id, previous_hash, entry_hash, org_seq, row, acting_as_org_id, actor_id, action, correlation_id, occurred_at";

constexpr Statement kLastSeq{"last_seq",
                             "SELECT coalesce(max(org_seq), 0) FROM common_audit_log WHERE acting_as_org_id = $1"};
constexpr Statement kIdAt{
    "id_at", "SELECT id FROM common_audit_log WHERE acting_as_org_id = $1 AND org_seq >= $2 ORDER BY org_seq LIMIT 1"};

/// Takes fields off the front of a COPY piece: lengths and numbers are most significant byte first.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : left_(bytes) {}

  std::string_view take(std::size_t size) {
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(taken.size());
    return taken;
  }
  std::int64_t number(std::size_t size) {
    std::uint64_t value = 0;
    for (const char byte : take(size)) value = (value << 8) | static_cast<std::uint8_t>(byte);
    const unsigned unused = 64 - 8 * static_cast<unsigned>(size);
    return static_cast<std::int64_t>(value << unused) >> unused;
  }
  std::string_view field() {
    const std::int64_t size = number(4);
    return take(size < 0 ? 0 : static_cast<std::size_t>(size));
  }
  std::uint64_t count() { return static_cast<std::uint64_t>(read_bigint(field())); }

 private:
  std::string_view left_;
};

// Signature, flags, and an extension with its length.
void skip_header(Cursor& cursor) {
  constexpr std::size_t kSignatureAndFlags = 11 + 4;
  cursor.take(kSignatureAndFlags);
  cursor.take(static_cast<std::size_t>(cursor.number(4)));
}

void take_columns(Cursor& cursor, service::SearchColumns& columns) {
  columns.acting_as_org_id.assign(cursor.field());
  columns.actor_id.assign(cursor.field());
  columns.action.assign(cursor.field());
  columns.correlation_id.assign(cursor.field());
  columns.occurred_at = Timestamp::from_micros(read_bigint(cursor.field()));
}

void take_fields(Cursor& cursor, RowParts parts, AuditRowRecord& record) {
  if (record.text.capacity() > kKeptBuffer) record.text = std::string();
  record.id = cursor.count();
  record.previous_hash = read_digest(cursor.field());
  record.entry_hash = read_digest(cursor.field());
  record.columns.org_seq = cursor.count();
  record.text.assign(cursor.field());
  if (parts == RowParts::text_and_columns) take_columns(cursor, record.columns);
}

}  // namespace

Result<std::size_t> PostgresAuditScan::next(std::vector<AuditRowRecord>& batch) {
  auto count = read(batch);
  if (count) return count;
  copying_.reset();  // in mid-COPY: its connection is closed
  return final_error(count.error());
}

Result<std::size_t> PostgresAuditScan::read(std::vector<AuditRowRecord>& batch) {
  std::size_t count = 0, bytes = 0;
  while (!finished_ && count < kBatchRows && bytes < kBatchBytes) {
    if (!copying_) {
      if (auto started = start_chunk(); !started) return started.error();
    }
    if (count == batch.size()) batch.emplace_back();
    auto more = take_row(batch[count]);
    if (!more) return more.error();
    if (*more)
      bytes += batch[count++].text.size();
    else
      copying_.reset();
  }
  return count;
}

Result<void> PostgresAuditScan::start_chunk() {
  const Deadline deadline = Deadline::in(patience_);
  auto lease = pool_.borrow(deadline);
  if (!lease) return lease.error();
  (*lease)->set_scope(range_.org_id ? Scope::org(*range_.org_id) : Scope::platform());
  auto query = chunk_query(**lease);
  if (!query) return query.error();
  if (auto started = (*lease)->start_copy(*query, deadline); !started) return started;
  copying_.emplace(std::move(*lease));
  chunk_rows_ = 0;
  header_read_ = false;
  return {};
}

// COPY takes no parameters: numbers are written out, the one text is quoted by libpq.
Result<std::string> PostgresAuditScan::chunk_query(Connection& connection) {
  std::string query = "COPY (SELECT ";
  query += range_.parts == RowParts::text ? kTextColumns : kAllColumns;
  query += " FROM common_audit_log WHERE ";
  const auto between = [](std::uint64_t from, std::uint64_t to) {
    return " BETWEEN " + std::to_string(from) + " AND " + std::to_string(to);
  };
  if (range_.org_id) {
    if (!next_seq_) {
      if (auto found = find_org_bounds(connection); !found) return found.error();
    }
    query += "acting_as_org_id = " + connection.quoted(*range_.org_id) + " AND org_seq" +
             between(*next_seq_, *last_seq_) + " ORDER BY org_seq";
  } else {
    query += "id" + between(range_.from_id, range_.to_id) + " ORDER BY id";
  }
  return query + " LIMIT " + std::to_string(kChunkRows) + ") TO STDOUT (FORMAT binary)";
}

Result<void> PostgresAuditScan::find_org_bounds(Connection& connection) {
  const Deadline deadline = Deadline::in(patience_);
  const std::string_view org_id = *range_.org_id;
  auto last = connection.run(kLastSeq, Params().add(org_id), deadline);
  if (!last) return last.error();
  const auto id_at = [&](std::uint64_t seq) -> Result<std::uint64_t> {
    auto rows = connection.run(kIdAt, Params().add(org_id).add(seq), deadline);
    if (!rows) return rows.error();
    return rows->empty() ? std::uint64_t{0} : rows->count(0, 0);
  };
  auto first = service::first_seq_at_or_after(range_.from_id, last->count(0, 0), id_at);
  if (!first) return first.error();
  auto after = service::first_seq_at_or_after(range_.to_id + 1, last->count(0, 0), id_at);
  if (!after) return after.error();
  next_seq_ = *first;
  last_seq_ = *after - 1;
  return {};
}

Result<bool> PostgresAuditScan::take_row(AuditRowRecord& record) {
  constexpr std::int64_t kTrailer = -1;
  const auto piece = (*copying_)->next_copy_piece(Deadline::in(patience_));
  if (!piece) return piece.error();
  Cursor cursor(piece.value());
  if (!header_read_) skip_header(cursor);
  header_read_ = true;
  if (cursor.number(2) == kTrailer) {
    if (auto ended = (*copying_)->finish_copy(Deadline::in(patience_)); !ended) return ended.error();
    finished_ = chunk_rows_ < kChunkRows;
    return false;
  }
  take_fields(cursor, range_.parts, record);
  ++chunk_rows_;
  range_.from_id = record.id + 1;
  if (next_seq_) next_seq_ = record.columns.org_seq + 1;
  return true;
}

}  // namespace ratestack::postgres
