#include "ratestack/audit/export_format.hpp"

#include <gtest/gtest.h>

#include "tests/support/log_builder.hpp"

namespace ratestack {
namespace {

using testing::export_text;
using testing::LogBuilder;
using testing::test_org;

std::string line_without_lf(std::string line) {
  EXPECT_EQ(line.back(), '\n');
  line.pop_back();
  return line;
}

TEST(ExportHeader, SurvivesARoundTrip) {
  ExportHeader header;
  header.checkpoint = "ratestack.example/log\n5\nabc=\n\n\xE2\x80\x94 key sig\n";
  header.exported_at = Timestamp::parse_rfc3339("2026-11-23T12:00:00Z").value();
  header.start = {ChainScope::org, 17, Digest::from_hex(std::string(64, 'a')).value(), test_org(1).text()};
  const ExportHeader read = ExportHeader::parse(line_without_lf(header.to_line())).value();
  EXPECT_EQ(read.checkpoint, header.checkpoint);
  EXPECT_EQ(read.exported_at, header.exported_at);
  EXPECT_EQ(read.start.first_id, 17U);
  EXPECT_EQ(read.start.scope, ChainScope::org);
  EXPECT_EQ(read.start.org_id, test_org(1).view());
  EXPECT_EQ(read.start.previous_hash, header.start.previous_hash);
}

TEST(ExportHeader, TellsAChangedHeaderFromAForeignFile) {
  const std::string good = line_without_lf(ExportHeader{}.to_line());
  std::string changed = good, newer = good;
  changed.replace(changed.find("\"log\":"), 6, "\"lag\":");
  newer.replace(newer.find("audit/1"), 7, "audit/9");
  EXPECT_EQ(ExportHeader::parse("hello").error().code, ExportError::not_an_export);
  EXPECT_EQ(ExportHeader::parse(changed).error().code, ExportError::malformed_header);
  EXPECT_EQ(ExportHeader::parse(newer).error().code, ExportError::unsupported_version);
  EXPECT_EQ(ExportHeader::parse(good + " ").error().code, ExportError::malformed_header);
}

TEST(ExportHeader, RefusesAScopeThatDoesNotFitItsOrganisation) {
  std::string line = line_without_lf(ExportHeader{}.to_line());
  line.replace(line.find("\"scope\":\"log\""), 13, "\"scope\":\"org\"");
  EXPECT_EQ(ExportHeader::parse(line).error().code, ExportError::malformed_header);
}

TEST(ExportWriter, WritesEveryLineInCanonicalForm) {
  const std::string file = export_text(LogBuilder().add_many(3).rows);
  std::size_t start = 0, lines = 0;
  for (std::size_t lf; (lf = file.find('\n', start)) != std::string::npos; start = lf + 1, ++lines) {
    EXPECT_TRUE(is_canonical_json(std::string_view(file).substr(start, lf - start), 40));
  }
  EXPECT_EQ(lines, 5U);
  EXPECT_EQ(start, file.size());
}

TEST(ParseRowLine, FindsTheRowAtItsFixedOffset) {
  const auto rows = LogBuilder().add_many(1).rows;
  std::string line;
  append_row_line(line, rows[0].stored());
  const std::string text = line_without_lf(line);
  const std::optional<StoredRow> row = parse_row_line(text);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->text, rows[0].text);
  EXPECT_EQ(row->entry_hash, rows[0].entry_hash);
  EXPECT_EQ(row->previous_hash, rows[0].previous_hash);
}

TEST(ParseRowLine, RefusesALineCutAnywhereInItsFrame) {
  std::string line;
  append_row_line(line, LogBuilder().add_many(1).rows[0].stored());
  line.resize(line.size() - 1);
  for (std::size_t size = 0; size < kRowOffset + 3; ++size) {
    EXPECT_FALSE(parse_row_line(std::string_view(line).substr(0, size))) << size;
  }
}

TEST(ExportEnd, ReadsItsOwnLineAndNoOther) {
  const ExportEnd end{Digest::from_hex(std::string(64, '1')).value(), 42,
                      Digest::from_hex(std::string(64, '2')).value()};
  const std::string line = line_without_lf(end.to_line());
  EXPECT_EQ(ExportEnd::parse(line)->rows, 42U);
  for (std::size_t size = 0; size < line.size(); ++size) EXPECT_FALSE(ExportEnd::parse(line.substr(0, size)));
  EXPECT_FALSE(ExportEnd::parse(line + "}"));
}

}  // namespace
}  // namespace ratestack
