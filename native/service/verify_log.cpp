#include <algorithm>

#include "native/service/audit_service.hpp"
#include "native/service/range_plan.hpp"
#include "native/service/read_ahead.hpp"
#include "native/service/search_columns.hpp"

namespace ratestack::service {
namespace {

FirstBreak missing(std::uint64_t id) {
  return {.row_id = id,
          .line = {},
          .reason = BreakReason::missing_row,
          .expected = "id " + std::to_string(id),
          .actual = "no row"};
}

FirstBreak unexpected(std::uint64_t id) {
  return {.row_id = id,
          .line = {},
          .reason = BreakReason::malformed_row,
          .expected = "no row after " + std::to_string(id - 1),
          .actual = "id " + std::to_string(id)};
}

FirstBreak wrong_column(std::uint64_t id, std::string_view column) {
  return {.row_id = id,
          .line = {},
          .reason = BreakReason::malformed_row,
          .expected = "column " + std::string(column) + " as the row says",
          .actual = "another value"};
}

FirstBreak wrong_org_head(const ChainVerifier::OrgHead& last, const OrgHead& stated) {
  return {.row_id = last.row_id,
          .line = {},
          .reason = BreakReason::org_chain_mismatch,
          .expected = "org_seq " + std::to_string(last.seq) + ", " + last.entry_hash.to_hex(),
          .actual = "org_seq " + std::to_string(stated.seq) + ", " + stated.entry_hash.to_hex()};
}

/// Feeds batches to the chain's verifier; its buffers are kept between batches.
class Examiner {
 public:
  explicit Examiner(ChainVerifier& chain) : chain_(chain) {}

  /// False at the first break.
  bool accept(std::span<const AuditRowRecord> batch) {
    rows_.clear();
    for (const AuditRowRecord& row : batch) rows_.push_back({row.previous_hash, row.entry_hash, row.text});
    facts_.resize(batch.size());
    examine_rows(rows_, facts_);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      last_id_ = batch[i].id;
      if (!chain_.accept(facts_[i], last_id_)) return false;
      if (const auto column = column_that_differs(batch[i].columns, batch[i].text)) {
        chain_.fail(wrong_column(last_id_, *column));
        return false;
      }
    }
    return true;
  }
  [[nodiscard]] std::uint64_t last_id() const { return last_id_; }

 private:
  ChainVerifier& chain_;
  std::uint64_t last_id_ = 0;
  std::vector<StoredRow> rows_;
  std::vector<RowFacts> facts_;
};

Result<void> read_rows(Store& store, const RangePlan& plan, ChainVerifier& chain, const OnProgress& progress) {
  ScanRange range = plan.rows;
  range.parts = RowParts::text_and_columns;
  auto scan = store.scan(range);
  if (!scan) return scan.error();
  ReadAhead rows(std::move(*scan));
  Examiner examiner(chain);
  for (;;) {
    auto batch = rows.next();
    if (!batch) return batch.error();
    const std::span<const AuditRowRecord> read = batch.value();
    if (read.empty() || !examiner.accept(read)) return {};
    const std::uint64_t done = examiner.last_id() + 1 - plan.rows.from_id;
    if (progress && !progress(done, plan.positions())) return Error(StoreError::unavailable, "verification stopped");
  }
}

// Rows written behind the stored head by another hand: the server moves its head with every row.
Result<void> expect_nothing_after(Store& store, const RangePlan& plan, ChainVerifier& chain) {
  auto next = store.find_row(plan.rows.to_id + 1);
  if (!next) return next.error();
  if (!*next) return {};
  auto head = store.log_head();
  if (!head) return head.error();
  if (head->last_id <= plan.rows.to_id) chain.fail(unexpected(plan.rows.to_id + 1));
  return {};
}

// The next row of an organisation continues its stored head: a head that is not its last row would break the chain
// there. Rows appended since the range was planned may have moved it on.
Result<void> check_org_head(Store& store, std::string_view org_id, const ChainVerifier::OrgHead& last,
                            ChainVerifier& chain) {
  const auto read = store.org_head(org_id);
  if (!read) return read.error();
  const OrgHead& stated = read.value();
  if (stated.seq == last.seq && stated.entry_hash == last.entry_hash) return {};
  const auto head = store.log_head();
  if (!head) return head.error();
  const bool moved_on = stated.seq > last.seq && head.value().last_id >= chain.next_id();
  if (!moved_on) chain.fail(wrong_org_head(last, stated));
  return {};
}

Result<void> check_org_heads(Store& store, ChainVerifier& chain) {
  for (const auto& [org_id, last] : chain.org_heads()) {
    if (auto done = check_org_head(store, org_id, last, chain); !done) return done;
  }
  return {};
}

Result<void> check_end(Store& store, const RangePlan& plan, ChainVerifier& chain) {
  if (plan.head && !chain.expect_head(*plan.head)) return {};
  if (plan.start.scope == ChainScope::org) return {};
  if (chain.next_id() <= plan.rows.to_id) chain.fail(missing(chain.next_id()));
  if (!plan.head || !chain.verdict().ok()) return {};
  if (auto done = expect_nothing_after(store, plan, chain); !done) return done;
  return chain.verdict().ok() ? check_org_heads(store, chain) : Result<void>();
}

}  // namespace

Result<ChainVerdict> verify_log(Store& store, const LogRange& range, const OnProgress& progress) {
  const auto planned = plan_range(store, range);
  if (!planned) return planned.error();
  const RangePlan& plan = planned.value();
  ChainVerifier chain(plan.start);
  if (!plan.anchored) {
    chain.fail(missing(plan.rows.from_id - 1));
    return chain.verdict();
  }
  if (auto read = read_rows(store, plan, chain, progress); !read) return read.error();
  if (auto ended = check_end(store, plan, chain); !ended) return ended.error();
  return chain.verdict();
}

}  // namespace ratestack::service
