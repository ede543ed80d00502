// Every kind in every spelling with every separator in every encoding, cut at every place: all of it is found, exactly.
#include <gtest/gtest.h>

#include <map>

#include "ratestack/redaction/pii_redactor.hpp"
#include "tests/conformance/redaction/encodings.hpp"
#include "tests/conformance/redaction/spellings.hpp"

namespace ratestack {
namespace {

using testing::Encoding;
using testing::Separator;
using testing::Spelling;

struct Cell {
  std::string name;
  PiiKind kind;
  std::string input;
  std::string expected;
};

Cell make_cell(const Spelling& spelling, const Separator& separator, const Encoding& encoding) {
  const std::string before = "caller said " + spelling.before;
  const std::string after = " and rang off";
  const std::string name =
      std::string(to_string(spelling.kind)) + "/" + spelling.name + "/" + separator.name + "/" + encoding.name;
  const std::string value = encoding.apply(joined(spelling, separator.text));
  return {name, spelling.kind, before + value + after,
          before + "[REDACTED:" + std::string(to_string(spelling.kind)) + "]" + after};
}

template <typename Visit>
void for_each_cell(Visit visit) {
  for (const Spelling& spelling : testing::spellings()) {
    const bool open = spelling.value.find('~') != std::string::npos;
    for (const Separator& separator : testing::separators()) {
      for (const Encoding& encoding : testing::encodings()) {
        if (encoding.fits(spelling)) visit(make_cell(spelling, separator, encoding));
      }
      if (!open) break;  // no place for a separator: once is enough
    }
  }
}

std::string through_stream(const PiiRedactor& redactor, std::string_view input, std::size_t cut) {
  RedactionStream stream(redactor);
  std::string out;
  stream.update(input.substr(0, cut), out);
  stream.update(input.substr(cut), out);
  stream.finish(out);
  return out;
}

/// Cells that fail, by name: counted whole, the first ones printed.
class Failures {
 public:
  void add(const std::string& cell, const std::string& output) {
    if (++count_ <= kShown) shown_ += "\n  " + cell + "\n    " + output;
  }
  void require_none(std::size_t cells) const {
    ::testing::Test::RecordProperty("cells", static_cast<int>(cells));
    EXPECT_EQ(count_, 0U) << "of " << cells << " cells:" << shown_;
  }

 private:
  static constexpr std::size_t kShown = 200;
  std::size_t count_ = 0;
  std::string shown_;
};

TEST(EvasionMatrix, EveryCellIsFoundAndNothingBesideIt) {
  const PiiRedactor redactor;
  Failures failures;
  std::size_t cells = 0;
  for_each_cell([&](const Cell& cell) {
    ++cells;
    std::string text = cell.input;
    const PiiCounts counts = redactor.redact(text);
    if (text != cell.expected || counts.of(cell.kind) != 1 || counts.total() != 1)
      failures.add(cell.name, cell.input + " -> " + text);
  });
  EXPECT_GT(cells, 5000U);
  failures.require_none(cells);
}

TEST(EvasionMatrix, EveryCellIsFoundInsideJson) {
  const PiiRedactor redactor;
  Failures failures;
  std::size_t cells = 0;
  for_each_cell([&](const Cell& cell) {
    if (cell.input.find('"') != std::string::npos) return;
    ++cells;
    std::string text = R"({"note":")" + cell.input + R"(","n":1})";
    const auto counts = redactor.redact_json(text);
    const bool found = counts && counts->of(cell.kind) == 1 && text == R"({"note":")" + cell.expected + R"(","n":1})";
    if (!found) failures.add(cell.name, text);
  });
  failures.require_none(cells);
}

TEST(EvasionMatrix, EveryCellIsFoundWhereverItIsCut) {
  const PiiRedactor redactor;
  Failures failures;
  std::size_t cells = 0;
  for_each_cell([&](const Cell& cell) {
    for (std::size_t cut = 0; cut <= cell.input.size(); ++cut) {
      ++cells;
      const std::string out = through_stream(redactor, cell.input, cut);
      if (out == cell.expected) continue;
      failures.add(cell.name + "/cut at " + std::to_string(cut), out);
      break;
    }
  });
  failures.require_none(cells);
}

}  // namespace
}  // namespace ratestack
