#include "native/cli/parallel_verify.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/log_builder.hpp"
#include "tests/support/temp_dir.hpp"

namespace ratestack::cli {
namespace {

/// Several pieces long.
const std::string& good_file() {
  static const std::string text = [] {
    testing::LogBuilder log;
    log.add_many(4000);
    return testing::export_text(log.rows);
  }();
  return text;
}

std::string in_one_go(const std::string& text) {
  ExportVerifier verifier;
  verifier.update(text);
  verifier.finish();
  return verdict_json(verifier);
}

std::string in_parallel(const std::string& text, std::size_t workers) {
  const testing::TempDir directory;
  const std::string name = (directory.path() / "in").string();
  std::ofstream(name, std::ios::binary) << text;
  auto opened = InputFile::open(name);
  ExportVerifier verifier;
  EXPECT_FALSE(ParallelVerify(std::get<InputFile>(opened), workers).run(verifier, [] {}));
  return verdict_json(verifier);
}

void expect_same_verdict(const std::string& text) {
  const std::string expected = in_one_go(text);
  for (const std::size_t workers : {1U, 2U, 5U})
    EXPECT_EQ(in_parallel(text, workers), expected) << workers << " workers";
}

TEST(ParallelVerify, FileIsSeveralPiecesLong) { ASSERT_GT(good_file().size(), 4 * PieceReader::kPieceBytes); }

TEST(ParallelVerify, FindsAGoodFileIntact) {
  expect_same_verdict(good_file());
  EXPECT_NE(in_parallel(good_file(), 2).find(R"("ok":true)"), std::string::npos);
}

TEST(ParallelVerify, FindsTheSameFirstBreakWhereverAByteIsEdited) {
  for (std::size_t part = 1; part < 16; ++part) {
    std::string text = good_file();
    char& byte = text[text.size() / 16 * part];
    byte = byte == '0' ? '1' : '0';
    expect_same_verdict(text);
  }
}

TEST(ParallelVerify, FindsTheSameCutWhereverTheFileEnds) {
  for (std::size_t part = 1; part < 16; ++part)
    expect_same_verdict(good_file().substr(0, good_file().size() / 16 * part));
}

TEST(ParallelVerify, TakesLinesThatAreLongerThanAPiece) {
  expect_same_verdict(good_file().substr(0, good_file().size() / 2) + std::string(3 * PieceReader::kPieceBytes, 'x'));
}

// The worker meets a whole row line where a piece begins; in the file it is the rest of a long line.
TEST(ParallelVerify, TakesNoRowOutOfTheMiddleOfALine) {
  const std::size_t header = good_file().find('\n') + 1;
  const std::string filling(2 * PieceReader::kPieceBytes - header, 'x');
  expect_same_verdict(good_file().substr(0, header) + filling + good_file().substr(header));
}

TEST(ParallelVerify, StopsAtDataBehindTheEnd) { expect_same_verdict(good_file() + good_file()); }

TEST(ParallelVerify, NamesFilesThatAreNoExports) {
  expect_same_verdict("");
  expect_same_verdict("\x1f\x8b rest");
  expect_same_verdict(std::string(5 * PieceReader::kPieceBytes, 'x'));
}

TEST(ParallelVerify, EndsItsThreadsWhenItIsNeverRun) {
  const testing::TempDir directory;
  const std::string name = (directory.path() / "in").string();
  std::ofstream(name, std::ios::binary) << good_file();
  auto opened = InputFile::open(name);
  const ParallelVerify abandoned(std::get<InputFile>(opened), 3);
}

}  // namespace
}  // namespace ratestack::cli
