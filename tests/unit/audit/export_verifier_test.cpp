#include "ratestack/audit/export_verifier.hpp"

#include <gtest/gtest.h>

#include "tests/support/log_builder.hpp"

namespace ratestack {
namespace {

using testing::BuiltRow;
using testing::export_text;
using testing::LogBuilder;
using testing::org_export_text;
using testing::test_org;

constexpr std::uint64_t kRows = 300;  // more than two batches

const std::vector<BuiltRow>& log_rows() {
  static const std::vector<BuiltRow> rows = LogBuilder().add_many(kRows).rows;
  return rows;
}

ExportVerifier verify(std::string_view file, std::size_t chunk = 4096) {
  ExportVerifier verifier;
  for (std::size_t at = 0; at < file.size(); at += chunk) verifier.update(file.substr(at, chunk));
  verifier.finish();
  return verifier;
}

void expect_break(std::string_view file, std::optional<std::uint64_t> row, std::optional<std::uint64_t> line,
                  BreakReason reason) {
  for (const std::size_t chunk : {std::size_t{7}, std::size_t{700}, std::size_t{1} << 20}) {
    const ExportVerifier verifier = verify(file, chunk);
    ASSERT_FALSE(verifier.unusable());
    ASSERT_FALSE(verifier.verdict().ok());
    EXPECT_EQ(verifier.verdict().first_break->row_id, row);
    EXPECT_EQ(verifier.verdict().first_break->line, line);
    EXPECT_EQ(to_string(verifier.verdict().first_break->reason), to_string(reason));
  }
}

std::string replaced(std::string text, std::string_view from, std::string_view to, std::size_t after = 0) {
  const std::size_t at = text.find(from, after);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::size_t line_start(const std::string& file, int line) {
  std::size_t at = 0;
  for (int i = 1; i < line; ++i) at = file.find('\n', at) + 1;
  return at;
}

TEST(ExportVerifier, AcceptsAGoodFileInChunksOfAnySize) {
  const std::string file = export_text(log_rows());
  for (const std::size_t chunk : {1U, 2U, 63U, 691U, 4096U, 1U << 20}) {
    const ExportVerifier verifier = verify(file, chunk);
    EXPECT_TRUE(verifier.verdict().ok()) << chunk;
    EXPECT_EQ(verifier.verdict().rows, kRows);
    EXPECT_EQ(verifier.bytes_seen(), file.size());
  }
}

TEST(ExportVerifier, AcceptsAnEmptyLogAndAFileWithoutItsLastLf) {
  EXPECT_TRUE(verify(export_text({})).verdict().ok());
  std::string file = export_text(log_rows());
  file.pop_back();
  EXPECT_TRUE(verify(file).verdict().ok());
}

TEST(ExportVerifier, AcceptsOneOrganisationsFile) {
  const ExportVerifier verifier = verify(org_export_text(log_rows(), test_org(1).text()));
  EXPECT_TRUE(verifier.verdict().ok());
  EXPECT_EQ(verifier.verdict().rows, kRows / 2);
}

TEST(ExportVerifier, NamesAnEditedRowByIdAndLine) {
  const std::string file = export_text(log_rows());
  expect_break(replaced(file, "xxxx", "xxyx", line_start(file, 201)), 200, 201, BreakReason::entry_hash_mismatch);
}

TEST(ExportVerifier, ReportsARemovedLine) {
  std::string file = export_text(log_rows());
  const std::size_t at = line_start(file, 151);
  file.erase(at, line_start(file, 152) - at);
  expect_break(file, 150, 151, BreakReason::missing_row);
}

TEST(ExportVerifier, ReportsSwappedLines) {
  std::vector<BuiltRow> rows = log_rows();
  std::swap(rows[149], rows[150]);
  expect_break(export_text(rows), 150, 151, BreakReason::missing_row);
}

TEST(ExportVerifier, ReportsARepeatedLine) {
  std::vector<BuiltRow> rows = log_rows();
  rows.insert(rows.begin() + 10, rows[9]);
  expect_break(export_text(rows), 11, 12, BreakReason::missing_row);
}

TEST(ExportVerifier, ReportsAFileCutAtAnyByte) {
  const std::string file = export_text({log_rows().begin(), log_rows().begin() + 2});
  for (std::size_t size = kExportLineHead.size(); size + 1 < file.size(); ++size) {
    const ExportVerifier verifier = verify(file.substr(0, size));
    ASSERT_FALSE(verifier.verdict().ok()) << size;
    EXPECT_EQ(verifier.verdict().first_break->reason, BreakReason::truncated) << size;
  }
}

TEST(ExportVerifier, ReportsRowsCutBeforeAnIntactEndLine) {
  const std::string file = export_text(log_rows());
  const std::size_t from = line_start(file, 300), to = line_start(file, 302);
  expect_break(std::string(file).erase(from, to - from), 299, 300, BreakReason::truncated);
}

TEST(ExportVerifier, ReportsAnEndLineThatDoesNotFit) {
  const std::string file = export_text(log_rows());
  const std::size_t end = line_start(file, 302);
  expect_break(replaced(file, "\"rows\":300", "\"rows\":299", end), {}, 302, BreakReason::end_mismatch);
  std::string head = file;
  char& digit = head[head.find("\"head_hash\":\"", end) + 13];
  digit = digit == 'a' ? 'b' : 'a';
  expect_break(head, {}, 302, BreakReason::end_mismatch);
  EXPECT_EQ(verify(head).verdict().first_break->expected, log_rows().back().entry_hash.to_hex());
  std::string edited = file;
  edited[edited.size() - 10] = edited[edited.size() - 10] == 'a' ? 'b' : 'a';
  expect_break(edited, {}, 302, BreakReason::end_mismatch);
  expect_break(replaced(file, "\"end\":{", "\"end\":{ ", end), {}, 302, BreakReason::end_mismatch);
}

TEST(ExportVerifier, ReportsAChangedHeader) {
  const std::string file = export_text(log_rows());
  expect_break(replaced(file, "T12:00:00", "T12:00:01"), {}, 302, BreakReason::end_mismatch);
  expect_break(replaced(file, "\"from_id\":1", "\"from_id\":2"), 2, 2, BreakReason::missing_row);
  expect_break(replaced(file, "\"log\":", "\"log\" :"), {}, 1, BreakReason::malformed_row);
}

TEST(ExportVerifier, ReportsDataAfterTheEnd) {
  expect_break(export_text(log_rows()) + "{}\n", {}, 303, BreakReason::trailing_data);
  expect_break(export_text(log_rows()) + "\n", {}, 303, BreakReason::trailing_data);
  expect_break(export_text(log_rows()) + "x", {}, 303, BreakReason::trailing_data);
}

TEST(ExportVerifier, ReportsALineThatIsNoRowLine) {
  const std::string file = export_text(log_rows());
  expect_break(std::string(file).insert(line_start(file, 101), "{}\n"), 100, 101, BreakReason::malformed_row);
  expect_break(std::string(file).insert(line_start(file, 101), "\n"), 100, 101, BreakReason::malformed_row);
}

TEST(ExportVerifier, RefusesALineBeyondTheLimitInBoundedMemory) {
  std::string file = export_text({log_rows().begin(), log_rows().begin() + 1});
  file.insert(line_start(file, 2), std::string(5 << 20, 'x'));
  ExportVerifier verifier;
  bool more = true;
  for (std::size_t at = 0; more && at < file.size(); at += 65536)
    more = verifier.update(std::string_view(file).substr(at, 65536));
  verifier.finish();
  EXPECT_EQ(verifier.verdict().first_break->reason, BreakReason::malformed_row);
  EXPECT_LT(verifier.bytes_seen(), 3U << 20);
}

TEST(ExportVerifier, SaysWhatAForeignFileIs) {
  const auto detail = [](std::string_view file) { return verify(file).unusable().value_or(Error{}).context; };
  EXPECT_EQ(detail(""), "the file is empty");
  EXPECT_EQ(detail("\x1f\x8b\x08 and more"), "the file is gzip-compressed: decompress it first");
  EXPECT_EQ(detail(std::string_view("\0\1\2\3", 4)), "the file is binary");
  EXPECT_EQ(detail("id,action\n1,x\n"), "the first line is not an export header");
  EXPECT_EQ(detail(std::string(1 << 20, 'a')), "the first line is not an export header");
  EXPECT_EQ(detail("\xef\xbb\xbf" + export_text({})),
            "the file starts with a byte order mark, which an export never has");
}

TEST(ExportVerifier, DoesNotCallANewerFormatBroken) {
  const ExportVerifier verifier = verify(replaced(export_text({}), "ratestack-audit/1", "ratestack-audit/2"));
  ASSERT_TRUE(verifier.unusable());
  EXPECT_EQ(verifier.unusable()->code, ExportError::unsupported_version);
}

TEST(VerdictJson, IsCanonicalEnoughToReadAndNamesTheBreak) {
  const std::string file = export_text(log_rows());
  const std::string json = verdict_json(verify(replaced(file, "xxxx", "xxyx", line_start(file, 201))));
  const JsonValue value = parse_json(json).value();
  EXPECT_FALSE(value.at("ok").as_bool());
  EXPECT_TRUE(value.at("usable").as_bool());
  EXPECT_EQ(value.at("first_break").at("row_id").as_int64(), 200);
  EXPECT_EQ(value.at("first_break").at("reason").as_string(), "entry_hash_mismatch");
  EXPECT_TRUE(value.at("summary").as_string().starts_with("Broken at row 200 (line 201): "));
}

}  // namespace
}  // namespace ratestack
