#include "ratestack/audit/export_verifier.hpp"

#include <algorithm>

namespace ratestack {
namespace {

constexpr std::size_t kBatchRows = 256;

std::string_view without_lf(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  return line;
}

// What people most often hand in by mistake, in words.
std::string_view describe_foreign(std::string_view start) {
  if (start.empty()) return "the file is empty";
  if (start.starts_with("\x1f\x8b")) return "the file is gzip-compressed: decompress it first";
  if (start.starts_with("\x28\xb5\x2f\xfd")) return "the file is zstd-compressed: decompress it first";
  if (start.starts_with("PK\x03\x04")) return "the file is a ZIP archive: unpack it first";
  if (start.starts_with("\xef\xbb\xbf")) return "the file starts with a byte order mark, which an export never has";
  if (start.substr(0, 512).find('\0') != std::string_view::npos) return "the file is binary";
  return "the first line is not an export header";
}

FirstBreak file_break(std::uint64_t line, BreakReason reason, std::string expected, std::string actual) {
  return {.row_id = {}, .line = line, .reason = reason, .expected = std::move(expected), .actual = std::move(actual)};
}

}  // namespace

ExportVerifier::ExportVerifier() : chain_(ChainStart{}), facts_(kBatchRows) {}

bool ExportVerifier::update(std::string_view bytes) {
  if (state_ == State::settled) return false;
  while (!bytes.empty() && state_ != State::settled) {
    if (!carry_.empty()) {
      complete_carried_line(bytes);
      continue;
    }
    bytes.remove_prefix(take_rows(bytes));
    if (bytes.empty() || state_ == State::settled) break;
    const std::size_t lf = bytes.find('\n');
    if (lf == std::string_view::npos) {
      complete_carried_line(bytes);
    } else {
      take_line(bytes.substr(0, lf + 1));
      bytes.remove_prefix(lf + 1);
    }
  }
  return state_ != State::settled;
}

bool ExportVerifier::accept_rows(std::string_view lines, std::span<const RowFacts> facts) {
  if (!expects_rows()) return false;
  file_.update(as_bytes(lines));
  link(facts);
  return state_ != State::settled;
}

std::size_t ExportVerifier::take_rows(std::string_view bytes) {
  std::size_t taken = 0;
  while (state_ == State::rows) {
    const RowLines lines = examine_row_lines(bytes.substr(taken), facts_);
    if (lines.rows == 0) break;
    file_.update(as_bytes(bytes.substr(taken, lines.bytes)));
    link(std::span(facts_).first(lines.rows));
    taken += lines.bytes;
  }
  return taken;
}

void ExportVerifier::link(std::span<const RowFacts> facts) {
  for (const RowFacts& row : facts) {
    bytes_ += row.line_bytes;
    if (chain_.accept(row, {}, ++line_)) continue;
    state_ = State::settled;
    return;
  }
}

// Moves bytes into carry_ up to the end of the line, and takes the line once it is whole.
void ExportVerifier::complete_carried_line(std::string_view& bytes) {
  const std::size_t lf = bytes.find('\n');
  const std::size_t size = lf == std::string_view::npos ? bytes.size() : lf + 1;
  carry_.append(bytes.substr(0, size));
  bytes.remove_prefix(size);
  if (lf == std::string_view::npos && carry_.size() <= line_limit()) return;
  const std::string line = std::move(carry_);
  carry_.clear();
  take_line(line);
}

void ExportVerifier::take_line(std::string_view line) {
  if (take_rows(line) > 0) return;
  ++line_;
  bytes_ += std::min(line.size(), line_limit());
  if (line.size() > line_limit()) return reject_line(RowFault::too_long, line);
  switch (state_) {
    case State::header:
      return take_header(line);
    case State::rows:
      return line.starts_with(kEndLineHead) ? take_end(line) : reject_line(RowFault::not_framed, line);
    case State::ended:
      return settle(file_break(line_, BreakReason::trailing_data, "nothing after the end line", "more data"));
    case State::settled:
      return;
  }
}

void ExportVerifier::take_header(std::string_view line) {
  Result<ExportHeader> header = ExportHeader::parse(without_lf(line));
  if (!header) {
    if (header.error().code == ExportError::malformed_header) {
      return settle(file_break(line_, BreakReason::malformed_row, "an export header", "a header that was changed"));
    }
    return header.error().code == ExportError::not_an_export
               ? give_up(ExportError::not_an_export, describe_foreign(line))
               : give_up(ExportError::unsupported_version,
                         "made by a newer program: this one reads ratestack-audit/1, log common");
  }
  header_ = std::move(*header);
  chain_ = ChainVerifier(header_->start);
  file_.update(as_bytes(line));
  state_ = State::rows;
}

std::size_t ExportVerifier::line_limit() const { return state_ == State::header ? kMaxHeaderLine : kMaxRowLine; }

void ExportVerifier::reject_line(RowFault fault, std::string_view line) {
  if (state_ == State::header) return give_up(ExportError::not_an_export, describe_foreign(line));
  RowFacts row;
  row.fault = fault;
  chain_.accept(row, {}, line_);
  state_ = State::settled;
}

void ExportVerifier::take_end(std::string_view line) {
  const std::optional<ExportEnd> end = ExportEnd::parse(without_lf(line));
  const ChainVerdict& seen = verdict();
  if (!end) return settle(file_break(line_, BreakReason::end_mismatch, "an end line", "something else"));
  if (end->rows > seen.rows) {
    FirstBreak cut = file_break(line_, BreakReason::truncated, std::to_string(end->rows) + " rows",
                                std::to_string(seen.rows) + " rows");
    cut.row_id = seen.last_id.value_or(header_->start.first_id - 1) + 1;
    return settle(std::move(cut));
  }
  if (end->rows != seen.rows) {
    return settle(file_break(line_, BreakReason::end_mismatch, std::to_string(seen.rows) + " rows",
                             std::to_string(end->rows) + " rows"));
  }
  const Digest file = file_.digest();
  if (end->head_hash != seen.head_hash) {
    return settle(file_break(line_, BreakReason::end_mismatch, seen.head_hash.to_hex(), end->head_hash.to_hex()));
  }
  if (end->sha256 != file) {
    return settle(file_break(line_, BreakReason::end_mismatch, file.to_hex(), end->sha256.to_hex()));
  }
  state_ = State::ended;
}

// A missing last LF is forgiven: editors and mail gateways drop it, and it carries no evidence. A line that was cut
// anywhere else no longer reads as what it was.
void ExportVerifier::finish() {
  if (state_ == State::settled) return;
  const std::string last = std::move(carry_);
  carry_.clear();
  bytes_ += last.size();
  if (state_ == State::header && !last.starts_with(kExportLineHead)) {
    return give_up(ExportError::not_an_export, describe_foreign(last));
  }
  const bool is_end = state_ == State::rows && last.starts_with(kEndLineHead) && ExportEnd::parse(last);
  if (is_end || (state_ == State::ended && !last.empty())) {
    bytes_ -= last.size();  // take_line counts it
    take_line(last);
  }
  if (state_ == State::ended || state_ == State::settled) return;
  FirstBreak cut = file_break(line_ + 1, BreakReason::truncated, "an end line", "the end of the file");
  if (header_) cut.row_id = verdict().last_id.value_or(header_->start.first_id - 1) + 1;
  settle(std::move(cut));
}

void ExportVerifier::settle(FirstBreak found) {
  chain_.fail(std::move(found));
  state_ = State::settled;
}

void ExportVerifier::give_up(ExportError error, std::string_view detail) {
  unusable_ = Error(error, std::string(detail));
  state_ = State::settled;
}

}  // namespace ratestack
