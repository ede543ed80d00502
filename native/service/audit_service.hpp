// The audit log's use cases over a store: verify, export, list. Appending goes through AuditWriter.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "native/service/clock.hpp"
#include "native/service/store.hpp"
#include "ratestack/audit/chain_verifier.hpp"
#include "ratestack/audit/export_format.hpp"

namespace ratestack::service {

/// Which rows: the whole log, or one organisation's chain; ids inclusive, absent `to_id` = up to the head.
struct LogRange {
  std::optional<std::string> org_id;
  std::uint64_t from_id = 1;
  std::optional<std::uint64_t> to_id;

  [[nodiscard]] ChainScope scope() const noexcept { return org_id ? ChainScope::org : ChainScope::log; }
};

enum class RangeError { empty_range = 1, beyond_head };
boost::system::error_code make_error_code(RangeError error);

/// Called now and then with rows done and rows expected; returning false stops the work (StoreError::unavailable).
using OnProgress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// Reads and verifies every row of the range and, where the range ends at the head, the stored head too.
Result<ChainVerdict> verify_log(Store& store, const LogRange& range, const OnProgress& progress = {});

/// Takes the export's bytes in order; false stops the export (the sink failed).
using ExportSink = std::function<bool(std::string_view bytes)>;

/// Writes the range as an export file (contract 3.5) in constant memory. Returns the number of rows.
/// Rows go out as stored: an export of a broken log verifies as broken.
Result<std::uint64_t> export_log(Store& store, const LogRange& range, Timestamp exported_at, const ExportSink& sink,
                                 const OnProgress& progress = {});

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::RangeError> : std::true_type {};
