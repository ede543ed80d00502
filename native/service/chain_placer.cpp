#include "native/service/chain_placer.hpp"

#include <iterator>
#include <utility>

#include "ratestack/crypto/sha256.hpp"

namespace ratestack::service {
namespace {

// Copies the strings: the same events may be placed again, when their transaction is begun anew.
NewAuditRow make_row(const RedactedEvent& redacted, const RowPosition& position, const Digest& previous) {
  const AuditEvent& event = redacted.get();
  NewAuditRow row;
  row.position = position;
  row.previous_hash = previous;
  row.text = canonical_row(event, position);
  row.entry_hash = sha256_chain_link({previous, as_bytes(row.text)});
  row.acting_as_org_id = event.acting_as_org_id.text();
  row.actor_id = event.actor.id;
  row.action = event.action;
  row.correlation_id = event.correlation_id;
  row.occurred_at_micros = event.occurred_at.micros();
  return row;
}

}  // namespace

std::vector<AppendedRow> Placement::appended() const {
  std::vector<AppendedRow> appended;
  appended.reserve(rows.size());
  for (const NewAuditRow& row : rows) {
    appended.push_back({row.position.id, row.position.org_seq, row.previous_hash, row.entry_hash});
  }
  return appended;
}

Result<ChainPlacer> ChainPlacer::begin(WriteTransaction& transaction, std::span<const std::string> org_ids) {
  auto heads = transaction.heads(org_ids);
  if (!heads) return heads.error();
  return ChainPlacer(transaction, std::move(*heads));
}

Result<Placement> ChainPlacer::place(std::span<const RedactedEvent> events) {
  Placement placement;
  placement.head = head_;
  placement.rows.reserve(events.size());
  for (const RedactedEvent& event : events) {
    auto org = org_head(placement, event.get().acting_as_org_id.text());
    if (!org) return org.error();
    const RowPosition position{placement.head.last_id + 1, org->seq + 1, org->entry_hash};
    NewAuditRow row = make_row(event, position, placement.head.entry_hash);
    // A verifier refuses longer rows, so none may get in.
    if (row.text.size() > kMaxRowBytes) return AppendError::row_too_long;
    placement.head = {position.id, row.entry_hash};
    placement.org_heads.insert_or_assign(row.acting_as_org_id, OrgHead{position.org_seq, row.entry_hash});
    placement.rows.push_back(std::move(row));
  }
  return placement;
}

void ChainPlacer::accept(Placement&& placement) {
  head_ = placement.head;
  for (auto& [org_id, head] : placement.org_heads) org_heads_.insert_or_assign(org_id, head);
  std::move(placement.rows.begin(), placement.rows.end(), std::back_inserter(rows_));
}

Result<void> ChainPlacer::flush() { return transaction_->append_rows(rows_); }

Result<OrgHead> ChainPlacer::org_head(const Placement& placement, const std::string& org_id) {
  if (const auto found = placement.org_heads.find(org_id); found != placement.org_heads.end()) return found->second;
  if (const auto found = org_heads_.find(org_id); found != org_heads_.end()) return found->second;
  auto stored = transaction_->heads({&org_id, 1});
  if (!stored) return stored.error();
  const OrgHead head = stored->orgs[org_id];
  org_heads_.emplace(org_id, head);
  return head;
}

}  // namespace ratestack::service
