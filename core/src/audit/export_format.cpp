#include "ratestack/audit/export_format.hpp"

#include <algorithm>
#include <array>

#include "ratestack/base/error_enum.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack {
namespace {

std::string_view describe(ExportError error) {
  switch (error) {
    case ExportError::not_an_export:
      return "not_an_export";
    case ExportError::unsupported_version:
      return "unsupported_version";
    case ExportError::malformed_header:
      return "malformed_header";
  }
  return "unknown";
}

constexpr std::string_view kFormatFamily = "ratestack-audit/";

// Undoes the escapes of a canonical string by the one reader we have; `raw` is valid, so this does not fail.
std::string unescape(std::string_view raw) {
  if (raw.find('\\') == std::string_view::npos) return std::string(raw);
  const Result<JsonValue> value = parse_json('"' + std::string(raw) + '"');
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool nullable(CanonicalCursor& cursor, std::string_view name, std::optional<std::string>& value) {
  if (!cursor.literal(name)) return false;
  if (cursor.next_is('n')) return cursor.literal("null");
  std::string_view raw;
  if (!cursor.string(raw)) return false;
  value = unescape(raw);
  return true;
}

bool text(CanonicalCursor& cursor, std::string_view name, std::string_view& value) {
  return cursor.literal(name) && cursor.string(value);
}

bool hash(CanonicalCursor& cursor, std::string_view name, Digest& value) {
  std::string_view hex;
  if (!text(cursor, name, hex)) return false;
  const std::optional<Digest> digest = Digest::from_hex(hex);
  if (digest) value = *digest;
  return digest.has_value();
}

bool scope(std::string_view name, ChainStart& start) {
  if (name != "log" && name != "org") return false;
  start.scope = name == "log" ? ChainScope::log : ChainScope::org;
  return (start.scope == ChainScope::org) == !start.org_id.empty();
}

void append_nullable(std::string& out, const std::optional<std::string>& value) {
  if (value)
    append_canonical_string(out, *value);
  else
    out += "null";
}

}  // namespace

boost::system::error_code make_error_code(ExportError error) {
  static constexpr EnumCategory<ExportError, describe> kCategory{"export"};
  return {static_cast<int>(error), kCategory};
}

std::string ExportHeader::to_line() const {
  std::optional<std::string> org;
  if (start.scope == ChainScope::org) org = start.org_id;
  std::string out = R"({"export":{"checkpoint":)";
  append_nullable(out, checkpoint);
  out += R"(,"exported_at":")" + exported_at.to_text() + R"(","format":")";
  out += kExportFormat;
  out += R"(","from_id":)" + std::to_string(start.first_id) + R"(,"log":)";
  append_canonical_string(out, log);
  out += R"(,"org_id":)";
  append_nullable(out, org);
  out += R"(,"previous_hash":")" + start.previous_hash.to_hex() + R"(","scope":")";
  out += org ? "org\"}}\n" : "log\"}}\n";
  return out;
}

Result<ExportHeader> ExportHeader::parse(std::string_view line) {
  if (!line.starts_with(kExportLineHead)) return ExportError::not_an_export;
  ExportHeader header;
  std::optional<std::string> org;
  std::string_view at, format, log, scope_name;
  CanonicalCursor cursor(line);
  if (!nullable(cursor, R"({"export":{"checkpoint":)", header.checkpoint) || !text(cursor, R"(,"exported_at":)", at) ||
      !text(cursor, R"(,"format":)", format)) {
    return ExportError::malformed_header;
  }
  if (format != kExportFormat && format.starts_with(kFormatFamily)) return ExportError::unsupported_version;
  const Result<Timestamp> time = Timestamp::parse_canonical(at);
  if (!time || format != kExportFormat || !cursor.literal(R"(,"from_id":)") ||
      !cursor.unsigned_integer(header.start.first_id) || header.start.first_id == 0 ||
      !text(cursor, R"(,"log":)", log) || !nullable(cursor, R"(,"org_id":)", org) ||
      !hash(cursor, R"(,"previous_hash":)", header.start.previous_hash) || !text(cursor, R"(,"scope":)", scope_name) ||
      !cursor.literal("}}") || !cursor.at_end()) {
    return ExportError::malformed_header;
  }
  header.exported_at = *time;
  header.log = unescape(log);
  header.start.org_id = org.value_or("");
  if (!scope(scope_name, header.start)) return ExportError::malformed_header;
  if (header.log != "common") return Error(ExportError::unsupported_version, "a log that this verifier does not know");
  return header;
}

std::string ExportEnd::to_line() const {
  return R"({"end":{"head_hash":")" + head_hash.to_hex() + R"(","rows":)" + std::to_string(rows) + R"(,"sha256":")" +
         sha256.to_hex() + "\"}}\n";
}

std::optional<ExportEnd> ExportEnd::parse(std::string_view line) noexcept {
  ExportEnd end;
  CanonicalCursor cursor(line);
  const bool read = hash(cursor, R"({"end":{"head_hash":)", end.head_hash) && cursor.literal(R"(,"rows":)") &&
                    cursor.unsigned_integer(end.rows) && hash(cursor, R"(,"sha256":)", end.sha256) &&
                    cursor.literal("}}") && cursor.at_end();
  if (!read) return std::nullopt;
  return end;
}

std::optional<StoredRow> parse_row_line(std::string_view line) noexcept {
  constexpr std::size_t kEntry = kRowLineHead.size(), kMiddle = kEntry + Digest::kHexSize;
  constexpr std::size_t kPrevious = kMiddle + kRowLineMiddle.size(), kTail = kPrevious + Digest::kHexSize;
  if (line.size() < kRowOffset + 3 || line.back() != '}' || !line.starts_with(kRowLineHead) ||
      line.substr(kMiddle, kRowLineMiddle.size()) != kRowLineMiddle ||
      line.substr(kTail, kRowLineTail.size()) != kRowLineTail) {
    return std::nullopt;
  }
  const std::optional<Digest> entry = Digest::from_hex(line.substr(kEntry, Digest::kHexSize));
  const std::optional<Digest> previous = Digest::from_hex(line.substr(kPrevious, Digest::kHexSize));
  if (!entry || !previous) return std::nullopt;
  return StoredRow{*previous, *entry, line.substr(kRowOffset, line.size() - kRowOffset - 1)};
}

RowLines examine_row_lines(std::string_view bytes, std::span<RowFacts> facts) noexcept {
  constexpr std::size_t kRowsAtOnce = 256;
  std::array<StoredRow, kRowsAtOnce> rows;
  RowLines done;
  while (done.rows < facts.size()) {
    const std::size_t room = std::min(kRowsAtOnce, facts.size() - done.rows);
    std::size_t count = 0;
    for (; count < room; ++count) {
      const std::size_t size = bytes.find('\n', done.bytes) - done.bytes;  // wraps to a huge size where there is no LF
      if (size >= std::min(bytes.size() - done.bytes, kMaxRowLine)) break;
      const std::optional<StoredRow> row = parse_row_line(bytes.substr(done.bytes, size));
      if (!row) break;
      rows[count] = *row;
      facts[done.rows + count].line_bytes = static_cast<std::uint32_t>(size + 1);
      done.bytes += size + 1;
    }
    examine_rows(std::span(rows).first(count), facts.subspan(done.rows, count));
    done.rows += count;
    if (count < room) break;
  }
  return done;
}

void append_row_line(std::string& out, const StoredRow& row) {
  out += kRowLineHead;
  out += row.entry_hash.to_hex();
  out += kRowLineMiddle;
  out += row.previous_hash.to_hex();
  out += kRowLineTail;
  out += row.text;
  out += "}\n";
}

std::string ExportWriter::header(const ExportHeader& header) {
  head_ = header.start.previous_hash;
  std::string line = header.to_line();
  file_.update(as_bytes(line));
  return line;
}

void ExportWriter::append_row(std::string& out, const StoredRow& row) {
  const std::size_t start = out.size();
  append_row_line(out, row);
  file_.update(as_bytes(std::string_view(out).substr(start)));
  head_ = row.entry_hash;
  ++rows_;
}

std::string ExportWriter::end() { return ExportEnd{head_, rows_, file_.digest()}.to_line(); }

}  // namespace ratestack
