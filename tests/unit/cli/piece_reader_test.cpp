#include "native/cli/piece_reader.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <vector>

#include "tests/support/temp_dir.hpp"

namespace ratestack::cli {
namespace {

std::vector<std::string> pieces_of(const std::string& text) {
  const testing::TempDir directory;
  const std::string name = (directory.path() / "in").string();
  std::ofstream(name, std::ios::binary) << text;
  auto opened = InputFile::open(name);
  PieceReader reader(std::get<InputFile>(opened));
  std::vector<std::string> out;
  for (std::string piece; !reader.next(piece) && !piece.empty();) out.push_back(piece);
  return out;
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string out;
  for (const std::string& piece : pieces) out += piece;
  return out;
}

TEST(PieceReader, CutsBehindALineAndLosesNothing) {
  std::string text;
  for (int i = 0; text.size() < 3 * PieceReader::kPieceBytes; ++i) text += "line " + std::to_string(i) + "\n";
  const auto pieces = pieces_of(text);
  EXPECT_GE(pieces.size(), 3U);
  for (const std::string& piece : pieces) EXPECT_EQ(piece.back(), '\n');
  EXPECT_EQ(joined(pieces), text);
}

TEST(PieceReader, KeepsALastLineWithoutItsEnd) {
  EXPECT_EQ(pieces_of("a\nb"), std::vector<std::string>{"a\nb"});
  EXPECT_TRUE(pieces_of("").empty());
}

TEST(PieceReader, HandsOverALineThatIsLongerThanAPiece) {
  const std::string text = "short\n" + std::string(2 * PieceReader::kPieceBytes + 7, 'x') + "\nend\n";
  EXPECT_EQ(joined(pieces_of(text)), text);
}

TEST(PieceReader, KeepsACarriedStartWhenTheInputEndsExactlyAtAPiece) {
  const std::string text = "a\n" + std::string(PieceReader::kPieceBytes - 2, 'x');
  EXPECT_EQ(joined(pieces_of(text)), text);
}

}  // namespace
}  // namespace ratestack::cli
