// Verifies an export file as it streams past, in memory that does not grow with the file.
//
// Feed the file's bytes in any chunks; each update() examines the complete lines and keeps the rest. After the last
// chunk call finish(). A file that is not an export at all is `unusable()`, which is not the same as broken.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/audit/export_format.hpp"

namespace ratestack {

class ExportVerifier {
 public:
  ExportVerifier();

  /// False once the verdict is settled (a break, or unusable): the caller may stop reading.
  bool update(std::string_view bytes);
  /// Takes row lines that were examined elsewhere (another thread, another worker), in the file's order: `facts` is
  /// what examine_row_lines said of `lines`, whole lines all of them. Mixes freely with update() between whole lines.
  bool accept_rows(std::string_view lines, std::span<const RowFacts> facts);
  /// Call once, after the last byte. A file without its end line is `truncated`.
  void finish();

  [[nodiscard]] const ChainVerdict& verdict() const noexcept { return chain_.verdict(); }
  /// Set when the bytes are no export of ours; verdict() is then meaningless.
  [[nodiscard]] const std::optional<Error>& unusable() const noexcept { return unusable_; }
  /// Set as soon as the first line has been read.
  [[nodiscard]] const std::optional<ExportHeader>& header() const noexcept { return header_; }
  /// Bytes of the lines taken so far, the one that broke included: the same however the file was cut into chunks.
  [[nodiscard]] std::uint64_t bytes_seen() const noexcept { return bytes_; }
  /// True between the header and the end line, at the start of a line: when accept_rows may be called.
  [[nodiscard]] bool expects_rows() const noexcept { return state_ == State::rows && carry_.empty(); }

 private:
  enum class State { header, rows, ended, settled };
  std::size_t take_rows(std::string_view bytes);
  void complete_carried_line(std::string_view& bytes);
  void take_line(std::string_view line);  // with its LF, where it has one
  void take_header(std::string_view line);
  void take_end(std::string_view line);
  void link(std::span<const RowFacts> facts);
  void reject_line(RowFault fault, std::string_view line);
  [[nodiscard]] std::size_t line_limit() const;
  void settle(FirstBreak found);
  void give_up(ExportError error, std::string_view detail);

  State state_ = State::header;
  std::string carry_;  // an incomplete line, at most kMaxRowBytes and its frame
  std::optional<Error> unusable_;
  std::optional<ExportHeader> header_;
  ChainVerifier chain_;
  std::vector<RowFacts> facts_;
  Sha256 file_;
  std::uint64_t line_ = 0;  // number of the line taken last
  std::uint64_t bytes_ = 0;
};

/// The verdict in one sentence for people: the `summary` of verdict_json.
[[nodiscard]] std::string verdict_summary(const ExportVerifier& verifier);

/// The verdict of a file as JSON: what `ratestack audit verify --json`, the server and the WASM module all answer.
/// {"ok":bool,"usable":bool,"log","scope","org_id","rows","first_id","head":{"id","entry_hash"},"first_break":null|{...},
///  "error":null|{"code","detail"},"bytes":N,"summary":"one sentence"}
[[nodiscard]] std::string verdict_json(const ExportVerifier& verifier);

}  // namespace ratestack
