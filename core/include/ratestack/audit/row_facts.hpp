// What the chain needs to know of one stored row: the first, parallel half of verification.
//
// Examining a row (is it canonical, is it a row of this log, what does it hash to) needs nothing but the row, so rows
// are examined in batches, by several threads or workers. Linking them (ChainVerifier) is sequential and cheap.
// RowFacts is plain data without pointers, so that a browser worker can hand a batch to another one as bytes.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "ratestack/crypto/digest.hpp"

namespace ratestack {

inline constexpr std::size_t kMaxOrgIdBytes = 63;

enum class RowFault : std::uint8_t {
  none,
  not_framed,  // export line whose fixed parts are not where they must be
  too_long,
  not_a_row,  // not canonical JSON, or not exactly the members of the schema
};

struct RowFacts {
  std::uint64_t id = 0;          // from the row's text; with a fault a best guess, or 0
  std::uint64_t org_seq = 0;     // from the row's text; 0 with a fault
  Digest stated_previous;        // previous_hash as stored beside the row
  Digest stated_entry;           // entry_hash as stored beside the row
  Digest computed_entry;         // SHA-256(stated_previous || text)
  Digest org_previous;           // org_previous_hash from the row's text
  std::uint32_t line_bytes = 0;  // in an export file: size of its line, LF included; else 0
  RowFault fault = RowFault::none;
  std::uint8_t org_size = 0;
  std::array<char, kMaxOrgIdBytes> org{};

  /// acting_as_org_id; a view into this object.
  [[nodiscard]] std::string_view org_id() const noexcept { return {org.data(), org_size}; }
};

/// A row as stored: `text` is its canonical text, not owned.
struct StoredRow {
  Digest previous_hash;
  Digest entry_hash;
  std::string_view text;
};

/// Reads and hashes each row: facts[i] speaks of rows[i]; the spans are equally long. Pure; any thread.
void examine_rows(std::span<const StoredRow> rows, std::span<RowFacts> facts) noexcept;

}  // namespace ratestack
