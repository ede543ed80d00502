#include "native/service/range_plan.hpp"

#include <algorithm>

#include "ratestack/base/error_enum.hpp"

namespace ratestack::service {
namespace {

constexpr int kHeadTries = 1000;

std::string_view describe(RangeError error) {
  switch (error) {
    case RangeError::empty_range:
      return "empty_range";
    case RangeError::beyond_head:
      return "beyond_head";
  }
  return "unknown";
}

// Where the whole log and the organisation's chain end, at one moment.
struct Heads {
  LogHead log;
  OrgHead org;
};

// Rows may arrive between two reads: an organisation's head belongs to the log's head if that has not moved meanwhile.
Result<Heads> read_heads(Store& store, const std::optional<std::string>& org_id) {
  Heads heads;
  for (int tries = 0; tries < kHeadTries; ++tries) {
    auto log = store.log_head();
    if (!log) return log.error();
    heads.log = *log;
    if (!org_id) return heads;
    auto org = store.org_head(*org_id);
    if (!org) return org.error();
    auto again = store.log_head();
    if (!again) return again.error();
    heads.org = *org;
    if (again->last_id == heads.log.last_id) return heads;
  }
  return Error(StoreError::unavailable, "the log moves too fast for a stable head");
}

// An empty log has one valid range: all of it.
Result<ScanRange> resolve(const LogRange& range, std::uint64_t last_id) {
  const std::uint64_t from = std::max<std::uint64_t>(range.from_id, 1);
  if (range.to_id && *range.to_id < from) return RangeError::empty_range;
  if (range.to_id.value_or(from - 1) > last_id || from > last_id + 1) return RangeError::beyond_head;
  return ScanRange{from, range.to_id.value_or(last_id), range.org_id};
}

Result<void> anchor_in_log(Store& store, RangePlan& plan) {
  if (plan.rows.from_id == 1) return {};
  auto before = store.find_row(plan.rows.from_id - 1);
  if (!before) return before.error();
  plan.anchored = before->has_value();
  if (plan.anchored) plan.start.previous_hash = (*before)->entry_hash;
  return {};
}

// The organisation's last row before the range; without one its chain starts here, from zeros.
Result<void> anchor_in_org(Store& store, RangePlan& plan) {
  if (plan.rows.from_id == 1) return {};
  auto before = store.list_rows({.org_id = plan.rows.org_id, .before_id = plan.rows.from_id}, 1);
  if (!before) return before.error();
  if (!before->empty()) plan.start.previous_hash = before->front().entry_hash;
  return {};
}

std::optional<StatedHead> stated_head(const ScanRange& rows, const Heads& heads) {
  if (rows.to_id != heads.log.last_id) return std::nullopt;
  if (rows.org_id) return StatedHead{heads.org.seq, heads.org.entry_hash};
  return StatedHead{heads.log.last_id, heads.log.entry_hash};
}

}  // namespace

boost::system::error_code make_error_code(RangeError error) {
  static constexpr EnumCategory<RangeError, describe> kCategory{"range"};
  return {static_cast<int>(error), kCategory};
}

Result<RangePlan> plan_range(Store& store, const LogRange& range) {
  auto heads = read_heads(store, range.org_id);
  if (!heads) return heads.error();
  auto rows = resolve(range, heads->log.last_id);
  if (!rows) return rows.error();
  RangePlan plan;
  plan.rows = std::move(*rows);
  plan.start.scope = range.scope();
  plan.start.first_id = plan.rows.from_id;
  plan.start.org_id = range.org_id.value_or("");
  plan.head = stated_head(plan.rows, *heads);
  if (auto done = range.org_id ? anchor_in_org(store, plan) : anchor_in_log(store, plan); !done) return done.error();
  return plan;
}

}  // namespace ratestack::service
