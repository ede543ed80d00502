// Streaming verification of a chain of audit rows: the second, sequential half.
//
// Guarantees: if verdict().ok(), the accepted rows are one unbroken stretch of chain that starts at
// `start.previous_hash`, every row hashes to its entry_hash, and the rows of each organisation are one unbroken stretch
// of its own chain. Does NOT guarantee that the stretch is the whole log or the true log: whoever can rewrite every row
// can recompute every hash. The stored head closes the first gap, signed checkpoints the second.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "ratestack/audit/row_facts.hpp"
#include "ratestack/audit/verdict.hpp"

namespace ratestack {

/// Whether the rows are the whole log (ids contiguous) or one organisation's (org_seq contiguous, ids ascending).
enum class ChainScope { log, org };

struct ChainStart {
  ChainScope scope = ChainScope::log;
  std::uint64_t first_id = 1;  // scope log: id of the first row expected
  Digest
      previous_hash;   // log: entry_hash before first_id. org: org_previous_hash of the first row; zeros: its seq is 1
  std::string org_id;  // scope org: the organisation every row must belong to
};

/// Where a stretch of chain must end, as something outside of the rows says (stored head, end line, checkpoint).
struct StatedHead {
  std::uint64_t position = 0;  // scope log: id of the last row. scope org: its org_seq
  Digest entry_hash;
};

/// Accepts rows one by one; stops at the first break. Memory: one entry an organisation, none a row. Not thread safe.
class ChainVerifier {
 public:
  explicit ChainVerifier(ChainStart start);

  /// `stored_id`: the id under which a database keeps the row; absent in a file, where the text alone has it.
  /// `line`: reported with a break. Returns false at and after the first break.
  bool accept(const RowFacts& row, std::optional<std::uint64_t> stored_id = {}, std::optional<std::uint64_t> line = {});
  /// After the last row: the chain must end exactly there. `truncated` when it ends before. Returns verdict().ok().
  bool expect_head(const StatedHead& head);
  /// Records a break that was found outside of the rows (framing, end line). Keeps an earlier one.
  void fail(FirstBreak found);

  [[nodiscard]] const ChainVerdict& verdict() const noexcept { return verdict_; }
  /// Id that the next row must have (scope log).
  [[nodiscard]] std::uint64_t next_id() const noexcept { return next_id_; }

  /// An organisation's last row among those accepted.
  struct OrgHead {
    std::uint64_t row_id;
    std::uint64_t seq;
    Digest entry_hash;
  };
  using OrgHeads = std::map<std::string, OrgHead, std::less<>>;
  /// By organisation; lives as long as the verifier and changes with each row.
  [[nodiscard]] const OrgHeads& org_heads() const noexcept { return orgs_; }

 private:
  using Check = std::optional<FirstBreak>;
  [[nodiscard]] Check check_in_log(const RowFacts& row, std::optional<std::uint64_t> stored_id) const;
  [[nodiscard]] Check check_in_org(const RowFacts& row, std::optional<std::uint64_t> stored_id) const;
  [[nodiscard]] Check check_org_link(const RowFacts& row, const OrgHead* head) const;
  [[nodiscard]] const OrgHead* org_head(std::string_view org) const;
  void advance(const RowFacts& row);

  ChainStart start_;
  std::uint64_t next_id_;
  Digest previous_;  // scope log: the hash that the next row must continue
  OrgHeads orgs_;
  ChainVerdict verdict_;
};

/// The verdict in one sentence for people, the same for a live log and for an export file.
[[nodiscard]] std::string verdict_summary(const ChainVerdict& verdict, ChainScope scope);

}  // namespace ratestack
