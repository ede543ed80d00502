#include "tests/contract/store_contract.hpp"

#include "native/service/chain_placer.hpp"
#include "tests/support/redacted_events.hpp"

namespace ratestack::contract {

using service::AuditRowRecord;
using service::NewAuditRow;
using service::WriteTransaction;

void PrintTo(const StoreKind& kind, std::ostream* out) { *out << kind.name; }

Result<void> StoreContract::append(std::vector<AuditEvent> events) {
  return store_->transact([&](WriteTransaction& transaction) -> Result<void> {
    auto rows = rows_for(transaction, std::move(events));
    if (!rows) return rows.error();
    return transaction.append_rows(*rows);
  });
}

void StoreContract::append_many(std::size_t count) {
  constexpr std::size_t kMostATransaction = 1000;
  for (std::size_t done = 0; done < count;) {
    std::vector<AuditEvent> events;
    for (; done < count && events.size() < kMostATransaction; ++done) {
      events.push_back(testing::test_event(testing::test_org(static_cast<int>(done % 2))));
    }
    const auto appended = append(std::move(events));
    ASSERT_TRUE(appended) << appended.error().message();
  }
}

Result<std::vector<NewAuditRow>> rows_for(WriteTransaction& transaction, std::vector<AuditEvent> events) {
  auto placer = service::ChainPlacer::begin(transaction);
  if (!placer) return placer.error();
  auto redacted = testing::redacted(std::move(events));
  auto placement = placer->place(redacted);
  if (!placement) return placement.error();
  return std::move(placement->rows);
}

std::vector<std::uint64_t> ids(const std::vector<AuditRowRecord>& rows) {
  std::vector<std::uint64_t> found;
  for (const AuditRowRecord& row : rows) found.push_back(row.id);
  return found;
}

std::vector<AuditRowRecord> read_all(service::Store& store, const service::ScanRange& range) {
  std::vector<AuditRowRecord> rows;
  auto scan = store.scan(range);
  EXPECT_TRUE(scan);
  std::vector<AuditRowRecord> batch;
  for (auto count = (*scan)->next(batch); count && *count > 0; count = (*scan)->next(batch)) {
    rows.insert(rows.end(), batch.begin(), batch.begin() + static_cast<std::ptrdiff_t>(*count));
  }
  return rows;
}

}  // namespace ratestack::contract
