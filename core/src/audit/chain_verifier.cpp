#include "ratestack/audit/chain_verifier.hpp"

#include <utility>

namespace ratestack {
namespace {

FirstBreak broken(std::uint64_t row_id, BreakReason reason, std::string expected, std::string actual) {
  return {.row_id = row_id, .line = {}, .reason = reason, .expected = std::move(expected), .actual = std::move(actual)};
}

FirstBreak unreadable(std::uint64_t row_id, RowFault fault) {
  constexpr auto kReason = BreakReason::malformed_row;
  switch (fault) {
    case RowFault::not_framed:
      return broken(row_id, kReason, "a row line", "something else");
    case RowFault::too_long:
      return broken(row_id, kReason, "a row within the size limit", "a longer one");
    default:
      return broken(row_id, kReason, "a canonical row of schema 1", "something else");
  }
}

bool is_unframed(const RowFacts& row) { return row.fault == RowFault::not_framed || row.fault == RowFault::too_long; }

FirstBreak wrong_id(std::uint64_t row_id, BreakReason reason, std::uint64_t expected, std::uint64_t actual) {
  return broken(row_id, reason, "id " + std::to_string(expected), "id " + std::to_string(actual));
}

std::string seq_text(std::uint64_t seq) { return "org_seq " + std::to_string(seq); }

}  // namespace

ChainVerifier::ChainVerifier(ChainStart start)
    : start_(std::move(start)), next_id_(start_.first_id), previous_(start_.previous_hash) {
  verdict_.head_hash = start_.previous_hash;
}

bool ChainVerifier::accept(const RowFacts& row, std::optional<std::uint64_t> stored_id,
                           std::optional<std::uint64_t> line) {
  if (!verdict_.ok()) return false;
  Check found = start_.scope == ChainScope::log ? check_in_log(row, stored_id) : check_in_org(row, stored_id);
  if (found) {
    found->line = line;
    verdict_.first_break = std::move(found);
    return false;
  }
  advance(row);
  return true;
}

// The order of the checks decides what a break is called. A skipped id that also breaks the link is a missing row; a
// row that continues the chain but does not hash to its entry_hash was edited, whatever its text has become; only a row
// whose hash is right can be malformed, for then it was written so.
ChainVerifier::Check ChainVerifier::check_in_log(const RowFacts& row, std::optional<std::uint64_t> stored_id) const {
  if (is_unframed(row)) return unreadable(next_id_, row.fault);
  const bool readable = row.fault == RowFault::none;
  const std::uint64_t at = stored_id.value_or(readable ? row.id : next_id_);
  const bool linked = row.stated_previous == previous_;
  if (at != next_id_ && (stored_id || !linked)) return wrong_id(next_id_, BreakReason::missing_row, next_id_, at);
  if (!linked) {
    return broken(next_id_, BreakReason::previous_hash_mismatch, previous_.to_hex(), row.stated_previous.to_hex());
  }
  if (row.computed_entry != row.stated_entry) {
    return broken(next_id_, BreakReason::entry_hash_mismatch, row.computed_entry.to_hex(), row.stated_entry.to_hex());
  }
  if (!readable) return unreadable(next_id_, row.fault);
  if (row.id != next_id_) {
    const auto reason = stored_id ? BreakReason::malformed_row : BreakReason::missing_row;
    return wrong_id(next_id_, reason, next_id_, row.id);
  }
  return check_org_link(row, org_head(row.org_id()));
}

// One organisation's rows: the log's previous_hash cannot be followed, since the rows between belong to others. Each
// row still hashes to its entry_hash, and the organisation's own links bind them.
ChainVerifier::Check ChainVerifier::check_in_org(const RowFacts& row, std::optional<std::uint64_t> stored_id) const {
  const std::uint64_t at = stored_id.value_or(row.id != 0 ? row.id : verdict_.last_id.value_or(0) + 1);
  if (is_unframed(row)) return unreadable(at, row.fault);
  if (row.computed_entry != row.stated_entry) {
    return broken(at, BreakReason::entry_hash_mismatch, row.computed_entry.to_hex(), row.stated_entry.to_hex());
  }
  if (row.fault != RowFault::none) return unreadable(at, row.fault);
  if (row.id != at) return wrong_id(at, BreakReason::malformed_row, at, row.id);
  if (row.org_id() != start_.org_id) {
    return broken(at, BreakReason::malformed_row, "a row of the organisation", "a row of another one");
  }
  const OrgHead* head = org_head(start_.org_id);
  if (Check found = check_org_link(row, head)) return found;
  if (verdict_.last_id && row.id <= *verdict_.last_id) {
    return wrong_id(at, BreakReason::malformed_row, *verdict_.last_id + 1, row.id);
  }
  return std::nullopt;
}

// An organisation's first row in a stretch that starts in the middle of the log is taken as it stands.
ChainVerifier::Check ChainVerifier::check_org_link(const RowFacts& row, const OrgHead* head) const {
  const bool org_scope = start_.scope == ChainScope::org;
  const Digest zeros{};
  if (!head && !org_scope && start_.first_id > 1) return std::nullopt;
  const Digest expected = head ? head->entry_hash : (org_scope ? start_.previous_hash : zeros);
  const bool from_start = !head && expected == zeros;
  const std::uint64_t expected_seq = head ? head->seq + 1 : (from_start ? 1 : row.org_seq);
  if (row.org_seq != expected_seq) {
    const auto reason = org_scope ? BreakReason::missing_row : BreakReason::org_chain_mismatch;
    return broken(row.id, reason, seq_text(expected_seq), seq_text(row.org_seq));
  }
  if (row.org_previous != expected) {
    return broken(row.id, BreakReason::org_chain_mismatch, expected.to_hex(), row.org_previous.to_hex());
  }
  return std::nullopt;
}

const ChainVerifier::OrgHead* ChainVerifier::org_head(std::string_view org) const {
  const auto found = orgs_.find(org);
  return found == orgs_.end() ? nullptr : &found->second;
}

void ChainVerifier::advance(const RowFacts& row) {
  const auto found = orgs_.find(row.org_id());
  if (found != orgs_.end())
    found->second = {row.id, row.org_seq, row.stated_entry};
  else
    orgs_.emplace(std::string(row.org_id()), OrgHead{row.id, row.org_seq, row.stated_entry});
  previous_ = row.stated_entry;
  next_id_ = row.id + 1;
  ++verdict_.rows;
  if (!verdict_.first_id) verdict_.first_id = row.id;
  verdict_.last_id = row.id;
  verdict_.head_hash = row.stated_entry;
}

bool ChainVerifier::expect_head(const StatedHead& head) {
  if (!verdict_.ok()) return false;
  const OrgHead* org = start_.scope == ChainScope::org ? org_head(start_.org_id) : nullptr;
  const std::uint64_t last = start_.scope == ChainScope::org ? (org ? org->seq : 0) : next_id_ - 1;
  const std::uint64_t next_row = verdict_.last_id.value_or(start_.first_id - 1) + 1;
  if (last < head.position) {
    fail(broken(next_row, BreakReason::truncated, "rows up to " + std::to_string(head.position),
                "rows up to " + std::to_string(last)));
  } else if (last > head.position) {
    fail(broken(verdict_.last_id.value_or(0), BreakReason::malformed_row,
                "no row after " + std::to_string(head.position), "rows up to " + std::to_string(last)));
  } else if (verdict_.rows > 0 && verdict_.head_hash != head.entry_hash) {
    fail(broken(*verdict_.last_id, BreakReason::entry_hash_mismatch, head.entry_hash.to_hex(),
                verdict_.head_hash.to_hex()));
  }
  return verdict_.ok();
}

void ChainVerifier::fail(FirstBreak found) {
  if (verdict_.ok()) verdict_.first_break = std::move(found);
}

}  // namespace ratestack
