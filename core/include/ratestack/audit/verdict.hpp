// What a verification found: the first break in id order, or an intact stretch of chain. Contract 3.5.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ratestack/crypto/digest.hpp"

namespace ratestack {

enum class BreakReason {
  entry_hash_mismatch,     // the row's text does not hash to its entry_hash: it was edited
  previous_hash_mismatch,  // the row does not continue the row before it
  missing_row,             // an id (or an org_seq) was skipped
  malformed_row,           // the text is not a canonical row of this log, or stands at another id than its own
  org_chain_mismatch,      // org_seq or org_previous_hash does not continue the organisation's chain
  truncated,               // rows that the head, the end line or the checkpoint speaks of are not there
  checkpoint_mismatch,     // the rows are not those that a checkpoint signed
  end_mismatch,            // export files alone: the end line does not describe the bytes before it
  trailing_data,           // export files alone: bytes after the end line
};

[[nodiscard]] std::string_view to_string(BreakReason reason) noexcept;
/// One plain sentence for people, the same in the server, the command line and the browser.
[[nodiscard]] std::string_view explain(BreakReason reason) noexcept;

struct FirstBreak {
  std::optional<std::uint64_t> row_id;  // absent only where a file fails outside of its rows
  std::optional<std::uint64_t> line;    // 1-based line of an export file; absent for a database
  BreakReason reason{};
  std::string expected;  // a hash, a count or a rule: never a row's content
  std::string actual;
};

struct ChainVerdict {
  std::uint64_t rows = 0;  // rows accepted before the break, or all
  std::optional<std::uint64_t> first_id;
  std::optional<std::uint64_t> last_id;
  Digest head_hash;  // entry_hash of last_id, or the chain's start where rows == 0
  std::optional<FirstBreak> first_break;

  [[nodiscard]] bool ok() const noexcept { return !first_break; }
};

}  // namespace ratestack
