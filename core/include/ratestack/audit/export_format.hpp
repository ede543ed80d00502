// The export file, format ratestack-audit/1 (contract 3.5): a header line, one line a row, an end line, NDJSON.
//
//   {"export":{"checkpoint":null|"...","exported_at":"...","format":"ratestack-audit/1","from_id":1,"log":"common",
//              "org_id":null|"...","previous_hash":"<64 hex>","scope":"log|org"}}
//   {"entry_hash":"<64 hex>","previous_hash":"<64 hex>","row":{...canonical...}}
//   {"end":{"head_hash":"<64 hex>","rows":N,"sha256":"<hex of every byte before this line>"}}
//
// Every line is canonical JSON and ends in one LF, so the row's text stands at a fixed offset.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ratestack/audit/chain_verifier.hpp"
#include "ratestack/audit/row.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/base/time.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack {

enum class ExportError {
  not_an_export = 1,    // the first line is no header of ours (gzip, binary, empty, other text)
  unsupported_version,  // ratestack-audit/N with N we do not know, or a log we do not know
  malformed_header,     // a header of ours that was changed
};
boost::system::error_code make_error_code(ExportError error);

inline constexpr std::string_view kExportFormat = "ratestack-audit/1";
inline constexpr std::size_t kMaxHeaderLine = std::size_t{16} * 1024;

struct ExportHeader {
  std::optional<std::string> checkpoint;  // signed note; null until the log has checkpoints
  Timestamp exported_at;
  std::string log = "common";
  ChainStart start;  // scope, from_id, previous_hash, org_id

  [[nodiscard]] std::string to_line() const;  // with its LF
  static Result<ExportHeader> parse(std::string_view line_without_lf);
};

struct ExportEnd {
  Digest head_hash;
  std::uint64_t rows = 0;
  Digest sha256;

  [[nodiscard]] std::string to_line() const;  // with its LF
  static std::optional<ExportEnd> parse(std::string_view line_without_lf) noexcept;
};

// Fixed geometry of the lines.
inline constexpr std::string_view kExportLineHead = R"({"export":{)";
inline constexpr std::string_view kEndLineHead = R"({"end":{)";
inline constexpr std::string_view kRowLineHead = R"({"entry_hash":")";
inline constexpr std::string_view kRowLineMiddle = R"(","previous_hash":")";
inline constexpr std::string_view kRowLineTail = R"(","row":)";
inline constexpr std::size_t kRowOffset =
    kRowLineHead.size() + Digest::kHexSize + kRowLineMiddle.size() + Digest::kHexSize + kRowLineTail.size();
inline constexpr std::size_t kMaxRowLine = kRowOffset + kMaxRowBytes + 2;  // with the closing brace and LF

/// Cuts a row line (without LF) into its parts; nothing where it is not framed as above. Checks no hash and no row.
[[nodiscard]] std::optional<StoredRow> parse_row_line(std::string_view line) noexcept;
struct RowLines {
  std::size_t rows = 0;
  std::size_t bytes = 0;
};
/// Examines whole row lines (LF included) from the front of `bytes`, as many as `facts` has room for; stops before the
/// first line that is incomplete, longer than kMaxRowLine or not framed as a row. Pure; any thread.
[[nodiscard]] RowLines examine_row_lines(std::string_view bytes, std::span<RowFacts> facts) noexcept;
/// Appends a row line with its LF.
void append_row_line(std::string& out, const StoredRow& row);

/// Writes an export into strings that the caller sends on. Order: header(), rows in chain order, end().
class ExportWriter {
 public:
  [[nodiscard]] std::string header(const ExportHeader& header);
  void append_row(std::string& out, const StoredRow& row);
  [[nodiscard]] std::string end();
  [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }

 private:
  Sha256 file_;
  Digest head_;
  std::uint64_t rows_ = 0;
};

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::ExportError> : std::true_type {};
