// Cuts an input into pieces of whole lines, so that each can be examined by itself.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "native/cli/input_file.hpp"

namespace ratestack::cli {

class PieceReader {
 public:
  static constexpr std::size_t kPieceBytes = std::size_t{1} << 19;  // with its facts, what a second-level cache holds

  /// `input` must outlive the reader.
  explicit PieceReader(InputFile& input) : input_(input) {}

  /// The next bytes of the input, up to its last complete line; less only at the end, or inside a line that is longer
  /// than a piece. Empty at the end. One thread at a time.
  std::optional<InputProblem> next(std::string& piece);

 private:
  InputFile& input_;
  std::string carry_;  // the start of a line whose end is not read yet
};

}  // namespace ratestack::cli
