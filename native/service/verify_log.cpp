#include <algorithm>

#include "native/service/audit_service.hpp"
#include "native/service/range_plan.hpp"
#include "native/service/read_ahead.hpp"

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
  auto scan = store.scan(plan.rows);
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

Result<void> check_end(Store& store, const RangePlan& plan, ChainVerifier& chain) {
  if (plan.head && !chain.expect_head(*plan.head)) return {};
  if (plan.start.scope == ChainScope::org) return {};
  if (chain.next_id() <= plan.rows.to_id) chain.fail(missing(chain.next_id()));
  return plan.head ? expect_nothing_after(store, plan, chain) : Result<void>();
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
